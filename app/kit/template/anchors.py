"""Where drawings, buttons and comment boxes are pinned to rows, moved as Excel moves them."""

from app.kit.template.insertion import Insertion
from app.kit.template.markup import Node

ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "anchor", "ClientData"})


def shift_anchor(node: Node, insertion: Insertion) -> None:
    """Move one anchor. What is pinned at or above the repeating row stays, what is pinned absolutely, too."""
    if node.name == "ClientData":
        _shift_box(node, insertion)
    elif node.name != "anchor":
        _shift_corners(node, insertion, node.get("editAs") or "twoCell")
    elif _is_true(node.get("moveWithCells")):
        _shift_corners(node, insertion, "twoCell" if _is_true(node.get("sizeWithCells")) else "oneCell")


def _shift_corners(node: Node, insertion: Insertion, edit: str) -> None:
    rows = {each.name: row for each in node.elements("from", "to") for row in each.elements("row")}
    if edit == "absolute" or "from" not in rows:
        return
    first = int(rows["from"].text()) + 1
    moved = insertion.top(first) - first
    for name, row in rows.items():
        at = int(row.text()) + 1
        now = insertion.top(at) if edit == "twoCell" or name == "from" else at + moved
        if now != at:
            row.say(str(now - 1))


def _shift_box(node: Node, insertion: Insertion) -> None:
    """A box of the older drawing: a comment goes with its cell, a button with the row its top is in.

    In this format ``MoveWithCells`` says that the box does *not* move.
    """
    if (cell := node.first("Row")) is not None:
        at = int(cell.text()) + 1
        moved = insertion.top(at) - at
        if moved:
            cell.say(str(at + moved - 1))
    elif node.first("MoveWithCells") is None:
        moved = insertion.added if _top(node) > insertion.row else 0
    else:
        moved = 0
    for anchor in node.elements("Anchor") if moved else ():
        parts = anchor.text().split(",")
        for place in (2, 6):
            parts[place] = f" {int(parts[place]) + moved}"
        anchor.say(",".join(parts))


def _top(node: Node) -> int:
    anchor = node.first("Anchor")
    return int(anchor.text().split(",")[2]) + 1 if anchor is not None else 0


def _is_true(text: str) -> bool:
    return text in ("1", "true", "on")
