"""Entry points that people know from AquaMind."""
