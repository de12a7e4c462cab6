"""The JSON API: the explorer's figures for programs, read-only."""
