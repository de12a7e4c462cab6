"""Faults struck at real runs: whatever happens, the books end as they would have without it."""
