"""The exception that says why a text is no value of a field."""

from app.kit.errors import Trouble


class BadValue(Trouble):
    """What stands there cannot be understood; the text says why and what to do, ``code`` is for scripts."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    @property
    def message(self) -> str:
        """The translated sentence."""
        return str(self)
