"""Tests of `simulation/ledger`."""
