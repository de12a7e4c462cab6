"""Tests of `orchestrator/workers`."""
