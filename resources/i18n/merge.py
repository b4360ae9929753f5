"""Merge ``parts/*.po`` into ``zh_CN.po``, sorted by msgid, and report what the parts disagree on.

A part wins over the catalogue as it stands; between parts the first, by file name, wins. The exit
code is 1 when parts disagree. Entries of the catalogue that no part holds are kept.
"""

import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import normalize, read_po

HERE = Path(__file__).resolve().parent
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Pianqu\\n"
"Language: zh_CN\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""


def pairs(path: Path) -> list[tuple[str, str]]:
    """The (msgid, msgstr) pairs of a file in its order, repeated msgids included, header excluded."""
    found = []
    for entry in re.split(r"(?m)^(?=msgid )", path.read_text(encoding="utf-8")):
        for message in read_po(BytesIO(entry.encode()), charset="utf-8", abort_invalid=True):
            if message.id:
                found.append((str(message.id), str(message.string)))
    return found


def merge(parts: list[Path], target: Path) -> list[str]:
    """Merge ``parts`` into ``target``; one line for each disagreement between the parts."""
    said: dict[str, tuple[str, str]] = {}
    disputes = []
    for part in parts:
        for msgid, msgstr in pairs(part):
            first, where = said.setdefault(msgid, (msgstr, part.name))
            if first != msgstr:
                disputes.append(f"{msgid!r}: {where} says {first}, {part.name} says {msgstr}")
    standing = dict(pairs(target)) if target.exists() else {}
    whole = standing | {msgid: msgstr for msgid, (msgstr, _part) in said.items()}
    entries = [f"msgid {quoted(msgid)}\nmsgstr {quoted(whole[msgid])}\n" for msgid in sorted(whole)]
    target.write_text("\n".join([HEADER, *entries]), encoding="utf-8", newline="\n")
    return disputes


def quoted(text: str) -> str:
    return normalize(text, width=0)


def main(folder: Path = HERE) -> int:
    """Merge the parts of ``folder``; print the disagreements and the count."""
    target = folder / "zh_CN.po"
    disputes = merge(sorted((folder / "parts").glob("*.po")), target)
    print("\n".join([*disputes, f"{target.name}: {len(pairs(target))} entries, {len(disputes)} disputed"]))
    return 1 if disputes else 0


if __name__ == "__main__":
    sys.exit(main())
