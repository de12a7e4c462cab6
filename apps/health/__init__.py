"""Health: lice, treatments, examinations and deaths by reason."""
