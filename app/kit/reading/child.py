"""The inside of the cage: foreign content comes in on standard input, frames go out on standard output.

The process knows neither the file's name nor its folder. It is started by ``cage``, with the limits as
JSON in its last argument.
"""

import gc
import json
import sys
from collections.abc import Iterator

from app.kit.reading.limits import Limits, Rejected
from app.kit.reading.seal import bound, shut
from app.kit.reading.wire import frame, pack_sheet
from app.kit.reading.workbook import Source


def main() -> None:
    """Read, answer, end. The last frame says ``done`` or ``refused``."""
    gc.disable()  # a short life that makes millions of small tuples and no rings worth breaking
    limits = Limits(**json.loads(sys.argv[-1]))
    bound(limits.memory, limits.seconds)
    content = sys.stdin.buffer.read(limits.file_bytes + 1)
    shut()
    out = sys.stdout.buffer
    try:
        for message in answers(content, limits):
            out.write(message)
    except Rejected as why:
        out.write(frame({"refused": why.reason, "about": why.about}))
    except MemoryError:
        out.write(frame({"refused": "memory", "about": {}}))
    except BaseException:  # a panic of the library is no Exception
        out.write(frame({"refused": "damaged", "about": {}}))
    out.flush()


def answers(content: bytes, limits: Limits) -> Iterator[bytes]:
    """Frames: one for each sheet, then the one that says the book is whole."""
    if len(content) > limits.file_bytes:
        raise Rejected("large_file", limit=limits.file_bytes // 1_000_000)
    source = Source(content, limits)
    for draft in source.sheets:
        yield pack_sheet(draft)
    yield frame({"done": source.format, "date_1904": source.date_1904, "stale": source.stale})


if __name__ == "__main__":
    main()
