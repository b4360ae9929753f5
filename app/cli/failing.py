"""How a command fails: one sentence, or one JSON object for a script, and an exit code."""

import json

from app.kit.errors import Cancelled, Conflict, Forbidden, Refusal, Trouble
from app.kit.words import _

REFUSED, DEFECT, CANCELLED = 2, 1, 130


def failure(error: BaseException) -> tuple[int, str, str]:
    """Exit code, word for scripts and sentence; a defect of the program is told without its innards."""
    if isinstance(error, Trouble):
        return REFUSED, _code(error), str(error)
    if isinstance(error, Cancelled | KeyboardInterrupt):
        return CANCELLED, "cancelled", _("Cancelled; nothing was kept.")
    told = _("Something went wrong inside the program ({what}). Nothing was half-done. Details: --verbose.",
             what=type(error).__name__)  # fmt: skip
    return DEFECT, "defect", told


def as_told(code: str, sentence: str, *, wants_json: bool) -> str:
    """What goes to standard error."""
    if wants_json:
        return json.dumps({"error": sentence, "code": code}, ensure_ascii=False)
    return f"pianqu: {sentence}"


def _code(error: Trouble) -> str:
    """The error's own word where it has one (Unreadable, BadValue), else the word for its kind."""
    own = getattr(error, "code", "")
    if own:
        return str(own)
    kinds = ((Refusal, "refused"), (Conflict, "conflict"), (Forbidden, "forbidden"))
    return next((word for kind, word in kinds if isinstance(error, kind)), type(error).__name__.lower())
