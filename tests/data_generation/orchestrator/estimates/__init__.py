"""Tests of `orchestrator/estimates`."""
