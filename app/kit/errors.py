"""What can go wrong, in words a person can act on.

Every error that may reach a user is a :class:`Trouble`: its text is already translated and says
what is wrong, where, and what to do. Anything else that escapes is a defect of the program.
"""


class Trouble(Exception):
    """A clear sentence for the user; the command line prints it and exits with 2."""


class Refusal(Trouble):
    """A rule of the office forbids this; ``field`` names the input at fault, if there is one."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


class Conflict(Trouble):
    """Somebody else changed the same rows in between."""


class Forbidden(Trouble):
    """The signed-in account lacks the permission."""


class Unreadable(Trouble):
    """A foreign file cannot be taken in; ``code`` says why in one word for scripts."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class Cancelled(Exception):
    """The user cancelled a long job; nothing was kept."""
