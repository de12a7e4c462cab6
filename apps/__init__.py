"""The books of AquaMind, one Django app a domain."""
