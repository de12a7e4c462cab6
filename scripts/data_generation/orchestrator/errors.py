"""What can be wrong with a request or a database, told in one line to whoever asked."""


class GenerationError(Exception):
    """Nothing was written; the message says what is wrong and what to do."""
