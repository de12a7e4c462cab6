"""Published values, with which the checks compare generated books."""
