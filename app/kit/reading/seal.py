"""The door of the cage, shut from inside once the foreign content is in memory."""

import codecs
import sys

_SHUT = (
    "open", "socket.", "subprocess.", "os.", "shutil.", "ctypes.", "urllib.", "http.", "ftplib.", "smtplib.",
    "webbrowser.", "winreg.", "pty.", "sqlite3.", "marshal.", "pickle.", "exec", "compile", "import",
)


_CODECS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "latin-1", "cp437")


def bound(memory: int, seconds: float) -> None:
    """Cap this process: address space, processor time, no files written, no core dump.

    On Windows the parent does it with a job object.
    """
    if sys.platform == "win32":
        return
    import resource

    limits = {
        resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: int(seconds) + 2, resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def shut() -> None:
    """From now on whatever would open a file, a connection or a program raises PermissionError."""
    for codec in _CODECS:
        codecs.lookup(codec)
    sys.addaudithook(_refuse)


def _refuse(event: str, _about: object) -> None:
    if event.startswith(_SHUT):
        raise PermissionError(event)
