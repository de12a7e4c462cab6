"""Diseases, treatments, examinations and the laboratory."""
