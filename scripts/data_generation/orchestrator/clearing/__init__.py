"""Deleting what a run made, and nothing else."""
