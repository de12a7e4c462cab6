"""Tests of `validation/fingerprint`."""
