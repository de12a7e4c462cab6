"""Checks of rules: balances, containers, stages, conversion."""
