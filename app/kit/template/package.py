"""A workbook's zip: parts read within the limits of a foreign file, written with all other parts as they were."""

import io
import posixpath
import zipfile
from collections.abc import Collection, Mapping

from app.kit.reading.archive import Archive
from app.kit.reading.limits import Limits, Rejected
from app.kit.template.markup import Node, parse

CONTENT_TYPES = "[Content_Types].xml"


class Package:
    """The parts of a workbook by path. Raises Rejected where a part is damaged or larger than is believed."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content = content
        self._archive = Archive(content, limits)

    def has(self, path: str) -> bool:
        """Whether there is a part at ``path``."""
        return self._archive.has(path)

    def text(self, path: str) -> str:
        """A part of markup; "" where it is missing."""
        try:
            return self._archive.read(path).decode("utf-8")
        except UnicodeDecodeError as wrong:
            raise Rejected("damaged") from wrong

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """What the part at ``path`` draws on inside the workbook: relation id to (kind, path)."""
        found = {}
        for each in parse(self.text(relations_path(path))).every("Relationship"):
            told = each.attributes()
            if told.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(path), told.get("Target", ""))
                kind = told.get("Type", "").rpartition("/")[2]
                found[told.get("Id", "")] = (kind, posixpath.normpath(target).lstrip("/"))
        return found

    def written(self, changed: Mapping[str, str], dropped: Collection[str]) -> bytes:
        """The workbook with some parts ``changed`` or ``dropped``; every other part holds the same bytes."""
        news = {path.lower(): text for path, text in changed.items()}
        gone = {path.lower() for path in dropped}
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._content)) as before, zipfile.ZipFile(out, "w") as after:
            for member in before.infolist():
                path = member.filename.replace("\\", "/").lower()
                if path in gone:
                    continue
                same = zipfile.ZipInfo(member.filename, member.date_time)
                same.compress_type, same.external_attr = member.compress_type, member.external_attr
                after.writestr(same, news[path].encode() if path in news else before.read(member))
        return out.getvalue()


def relations_path(path: str) -> str:
    """Where the relations of the part at ``path`` are kept."""
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def without(text: str, name: str, attribute: str, path: str) -> str:
    """A list of parts without the ``name`` elements whose ``attribute`` ends in ``path``."""
    tree = parse(text)
    for parent in tree.elements():
        parent.children = [
            each for each in parent.children
            if not (isinstance(each, Node) and each.name == name and each.get(attribute).endswith(path))
        ]  # fmt: skip
    return str(tree)
