"""Why an export is refused or fails, in one line."""


class ExportError(Exception):
    """The export cannot be made; the message says why and what to do."""


class RequestError(ExportError):
    """Something else has to be asked for."""
