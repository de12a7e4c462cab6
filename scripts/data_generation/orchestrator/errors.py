"""What can be wrong with a request or a database, told in one line to whoever asked."""


class GenerationError(Exception):
    """The run cannot begin, or not go on; the message says what is wrong and what to do.

    What is committed stays, and nothing else was written.
    """


class RequestError(GenerationError):
    """Nobody can be given what was asked for, whatever the database holds."""
