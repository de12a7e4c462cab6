"""Tests of `orchestrator/writing`."""
