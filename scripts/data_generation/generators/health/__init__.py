"""The health domain: treatments, samples, examinations, lice counts."""
