"""What a run would write, how long it would take and how much disk it would need."""
