"""The Django project, and what all apps of the books share."""
