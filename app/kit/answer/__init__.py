"""The answer to a workbook that was refused in part: a copy of it that says in itself what is wrong where.

Offending cells stand on red with a comment, and a column 错误原因 at the right end says it per row. Corrected
and imported again, only what was missing is taken in.
"""

import os
from pathlib import Path

from app.kit.answer.fresh import fresh_copy
from app.kit.answer.lossless import marked_copy
from app.kit.answer.marks import marks_of
from app.kit.errors import Trouble
from app.kit.planning.plan import FILE_REFUSED, FilePlan
from app.kit.target import swapped_in
from app.kit.words import _

__all__ = ["write_answer"]

_MACROS = ".xlsm"


def write_answer(book_path: str | os.PathLike[str], plan: FilePlan, out: str | os.PathLike[str]) -> Path:
    """Write the answer to the workbook at ``book_path`` beside ``out``, whose ending follows the content.

    An .xlsx or .xlsm keeps every part that is not marked byte for byte; of other formats, and where a workbook
    is too large or too odd for that, a fresh .xlsx holds the same rows in the same places. Raises Trouble where
    the file was refused as a whole or has nothing to answer.
    """
    marks = [mark for tab in plan.sheets if (mark := marks_of(tab))]
    if plan.status == FILE_REFUSED:
        raise Trouble(plan.reason)
    if not marks:
        raise Trouble(_("Nothing in {file} was refused: there is nothing to answer.", file=Path(plan.file).name))
    source = Path(book_path)
    content = marked_copy(source.read_bytes(), marks)
    is_macro = content is not None and source.suffix.lower() == _MACROS
    target = Path(out).with_suffix(_MACROS if is_macro else ".xlsx")
    if content is None:
        content = fresh_copy(source, marks)
    with swapped_in(target) as beside:
        beside.write_bytes(content)
    return target
