"""Tests of what stands before the views."""
