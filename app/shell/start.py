"""Starting the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.kit.store.quiet import STARTING, hold

if TYPE_CHECKING:
    from app.shell.program import Program


def run_window(address: str = "", *, demo: str | None = None, author: str = "") -> int:
    """Open the window on ``address`` (default: the office of this person, or the welcome), until it is closed."""
    program = begin(address, demo=demo, author=author)  # held while the loop runs: the first widget lives in it
    return program.app.exec()


def begin(address: str = "", *, demo: str | None = None, author: str = "") -> "Program":
    """The program with its first widget on the screen."""
    # Importing makes many objects and throws none away: looking for garbage meanwhile costs a tenth of the start.
    hold(STARTING)
    # Before Qt: once that is there, it reads the source of every module imported after it.
    from app.assembly.opening import own_file
    from app.kit.settings import user_settings
    from app.shell.program import Program, application

    program = Program(application(), user_settings(), author)
    if demo:
        program.look_around(demo)
    elif address or Path(own_file()).exists():
        program.open(address or own_file())
    else:
        program.welcome()
    return program
