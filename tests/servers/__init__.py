"""Servers as people have them: behind poolers, with defaults of their own, for few rights."""
