"""Tests of the generator's configuration."""
