"""Tests of the data generator."""
