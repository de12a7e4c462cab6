"""AquaMind's own database, prepared for the generator: what lies where there, made and removed."""
