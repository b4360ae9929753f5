"""The account of a month on one page: what was done, what came of it, what needs a person."""

from collections.abc import Sequence
from pathlib import Path

from app.catalogue import manifests
from app.cli.said import table
from app.kit.office import Office
from app.kit.words import _

MOST = 24


def account(
    steps: Sequence[tuple[str, str, float]], remarks: Sequence[str], files: Sequence[Path], office: Office
) -> str:
    """Steps with their seconds, remarks, open duties and the files written."""
    rows = [[title, came, f"{seconds:.1f} s"] for title, came, seconds in steps]
    parts = [table([_("Step"), _("Result"), _("Time")], rows, [False, False, True])]
    duties = [(duty, office.ask(duty.count)) for feature in manifests() for duty in feature.duties]
    left = [[f"{count:,}", _(duty.title), f"pianqu list {duty.listing}"] for duty, count in duties if count]
    if left:
        parts.append(_("Needs a person") + "\n" + table([_("Count"), _("Duty"), _("See")], left, [True, False, False]))
    if remarks:
        more = [_("… and {count} more", count=len(remarks) - MOST)] if len(remarks) > MOST else []
        parts.append("\n".join([_("Remarks"), *remarks[:MOST], *more]))
    parts.append("\n".join([_("Written"), *(str(file) for file in files)]))
    return "\n\n".join(parts)
