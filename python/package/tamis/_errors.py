"""The exceptions, one for each predicate of the core's error."""


class TamisError(Exception):
    """Whatever tamis could not do; the message says what was found, where, and what to do."""


class FileError(TamisError, OSError):
    """A file or folder is missing, not readable or of the wrong sort."""


class FormatError(TamisError, ValueError):
    """A file is in no known format, damaged, cut short or not text in a known encoding."""


class EmptyInputError(TamisError, ValueError):
    """A list or file has no record: screening with it would find nothing, silently."""


class ArgumentError(TamisError, ValueError):
    """An argument is outside its range or set."""
