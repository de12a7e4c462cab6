"""How checks are declared, run and recorded."""
