"""Parsing foreign XML as events, with nothing that could reach outside."""

from collections.abc import Callable, Iterable
from xml.parsers.expat import ExpatError, ParserCreate

from app.kit.reading.limits import Rejected

Attributes = dict[str, str]
_DEEPEST = 200


def parse(
    pieces: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
    *,
    encoding: str | None = None,
) -> None:
    """Call back for every tag (its prefix kept) and text; raises Rejected for a DTD and for ill-formed XML.

    ``encoding`` overrides what the document declares.
    """
    depth = 0

    def enter(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Rejected("bomb")
        start(tag, attributes)

    def leave(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag)

    parser = ParserCreate(encoding)
    parser.buffer_text = True
    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse_declaration
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (ExpatError, ValueError, LookupError) as wrong:
        raise Rejected("damaged") from wrong


def refuse_declaration(*_about: object) -> None:
    """No workbook needs a document type; a hostile one hides entities in it."""
    raise Rejected("entity")
