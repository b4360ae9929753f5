"""Comments in the cells of one sheet: the part with their texts, the part with their boxes, and what ties them."""

import html
from collections.abc import Mapping

from app.kit.template.grid import address
from app.kit.template.markup import Node, parse
from app.kit.template.package import CONTENT_TYPES, Package, relations_path

MOST = 1000
"""Comments on one sheet; more would make the file slow to open."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COMMENTS = f'{_HEAD}<comments xmlns="{_MAIN}"><authors/><commentList/></comments>'
_RELATIONS = f'{_HEAD}<Relationships xmlns="{_PACKAGE}"></Relationships>'
_BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" '
    'o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" '
    'o:connecttype="rect"/></v:shapetype></xml>'
)
_BOX = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" '
    'style="position:absolute;width:170pt;height:64pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox/>'
    '<x:ClientData ObjectType="Note"><x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_BEHIND = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


def add_remarks(
    package: Package, path: str, tree: Node, said: Mapping[tuple[int, int], str], number: int, changed: dict[str, str]
) -> None:
    """Put ``said`` (by row and column from 1) into the sheet at ``path``; parts to write go to ``changed``.

    ``number`` tells the sheets of a workbook apart. A cell that has a comment already keeps its own.
    """
    found = {kind: part for kind, part in package.relations(path).values()}
    texts_path = found.get("comments") or f"xl/comments_answer{number}.xml"
    boxes_path = found.get("vmlDrawing") or f"xl/drawings/vml_answer{number}.vml"
    texts = parse(package.text(texts_path) or _COMMENTS)
    taken = {each.get("ref") for each in texts.every("comment")}
    news = {place: text for place, text in list(said.items())[:MOST] if address(*place) not in taken}
    if not news:
        return
    _write(texts, news)
    changed[texts_path] = str(texts)
    boxes = package.text(boxes_path) or _BOXES
    shapes = "".join(_box(number * 10_000 + at, *place) for at, place in enumerate(news))
    changed[boxes_path] = boxes[: boxes.rindex("</xml>")] + shapes + "</xml>"
    types = parse(changed.get(CONTENT_TYPES) or package.text(CONTENT_TYPES))
    if "comments" not in found:
        _relate(package, path, "comments", texts_path, f"answer{number}c", changed)
        _declare(types, "Override", {"PartName": f"/{texts_path}", "ContentType": _COMMENTS_TYPE})
    if "vmlDrawing" not in found:
        _relate(package, path, "vmlDrawing", boxes_path, f"answer{number}v", changed)
        if not any(each.get("Extension").lower() == "vml" for each in types.every("Default")):
            _declare(types, "Default", {"Extension": "vml", "ContentType": _VML_TYPE})
        _show_boxes(tree, f"answer{number}v")
    changed[CONTENT_TYPES] = str(types)


def _write(texts: Node, news: Mapping[tuple[int, int], str]) -> None:
    authors, listed = next(texts.every("authors")), next(texts.every("commentList"))
    prefix = authors.prefix
    author = len(authors.elements())
    authors.fill([*authors.children, *parse(f"<{prefix}author>pianqu</{prefix}author>").children])
    made = "".join(
        f'<{prefix}comment ref="{address(*place)}" authorId="{author}"><{prefix}text><{prefix}t xml:space="preserve">'
        f"{html.escape(text, quote=False)}</{prefix}t></{prefix}text></{prefix}comment>"
        for place, text in news.items()
    )
    listed.fill([*listed.children, *parse(made).children])


def _box(number: int, row: int, column: int) -> str:
    top = max(row - 2, 0)
    return _BOX.format(
        id=number, left=column, top=top, right=column + 3, bottom=top + 4, row=row - 1, column=column - 1
    )


def _relate(package: Package, path: str, kind: str, target: str, id_: str, changed: dict[str, str]) -> None:
    where = relations_path(path)
    tree = parse(changed.get(where) or package.text(where) or _RELATIONS)
    _declare(tree, "Relationship", {"Id": id_, "Type": f"{_OFFICE}/{kind}", "Target": f"/{target}"})
    changed[where] = str(tree)


def _declare(tree: Node, name: str, attributes: Mapping[str, str]) -> None:
    root = tree.elements()[0]
    node = Node(f"<{root.prefix}{name}/>", f"{root.prefix}{name}")
    for key, value in attributes.items():
        node.put(key, value)
    root.fill([*root.children, node])


def _show_boxes(tree: Node, id_: str) -> None:
    root = tree.elements()[0]
    node = Node(f"<{root.prefix}legacyDrawing/>", f"{root.prefix}legacyDrawing")
    node.put("xmlns:r", _OFFICE)
    node.put("r:id", id_)
    later = root.elements(*_BEHIND)
    at = root.children.index(later[0]) if later else len(root.children)
    root.fill([*root.children[:at], node, *root.children[at:]])
