"""The errors of an export; each message is one line."""


class ExportError(Exception):
    """The export cannot be made; the message says why and what to do."""


class RequestError(ExportError):
    """The request itself is invalid."""
