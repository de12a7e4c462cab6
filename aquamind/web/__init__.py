"""What stands before the views: who logs in, and what no address may hold."""
