"""Tests of the generator's simulation."""
