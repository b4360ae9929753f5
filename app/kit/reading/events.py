"""Parsing foreign XML as events, with nothing that could reach outside."""

from collections.abc import Callable, Iterable
from xml.parsers.expat import ExpatError, ParserCreate

from app.kit.reading.limits import Rejected

Attributes = dict[str, str]


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
    parser = ParserCreate(encoding)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
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
