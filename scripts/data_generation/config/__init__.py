"""What a farm is: every figure with its unit and source. No Django here."""
