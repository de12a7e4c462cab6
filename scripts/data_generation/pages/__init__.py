"""Pages for staff: which runs there were, and a run watched while it goes on."""
