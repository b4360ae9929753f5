"""Starting the window."""

import gc
from pathlib import Path


def run_window(address: str = "", *, demo: str | None = None, author: str = "") -> int:
    """Open the window on ``address`` (default: the office of this person, or the welcome), until it is closed."""
    # Importing makes many objects and throws none away: looking for garbage meanwhile costs a tenth of the start.
    gc.disable()
    from app.assembly.opening import own_file
    from app.kit.settings import user_settings
    from app.shell.program import Program, application

    app = application()
    program = Program(app, user_settings(), author)
    if demo:
        program.look_around(demo)
    elif address or Path(own_file()).exists():
        program.open(address or own_file())
    else:
        program.welcome()
    return app.exec()
