"""A workbook of our own: nothing in it is calculated or linked that is not meant to, and it is whole or not there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import Any

from app.kit.target import swapped_in

_OPTIONS = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "use_zip64": True,
}  # fmt: skip


@contextmanager
def new_workbook(path: str | os.PathLike[str], **options: Any) -> Iterator[Any]:
    """An XlsxWriter workbook that takes the place of ``path`` when it is left without an error.

    Raises Trouble where it cannot be written; what stood at ``path`` is whole then. The file is put together in
    memory: an archive that could not be finished on a full disk would try again when it is collected.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with swapped_in(path) as beside, TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        out = BytesIO()
        book = Workbook(out, {**_OPTIONS, "tmpdir": scratch, **options})
        try:
            yield book
            book.close()
        except FileCreateError as wrong:
            raise OSError(*wrong.args[0].args if isinstance(wrong.args[0], OSError) else wrong.args) from wrong
        finally:
            book.fileclosed = True  # an abandoned workbook must not write itself when it is collected
        beside.write_bytes(out.getbuffer())
