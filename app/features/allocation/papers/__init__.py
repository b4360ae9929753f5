"""The printed forms of the allocation: notices, public list, list of moves, signature sheet."""

from app.features.allocation.papers.hung import POSTER, area_notices
from app.features.allocation.papers.moves import MOVES, move_list
from app.features.allocation.papers.notices import NOTICE, notices
from app.features.allocation.papers.public import PUBLIC, public_list
from app.features.allocation.papers.signing import SIGNATURES, signature_sheet
from app.features.allocation.papers.wishes import FORM, MINUTES, wish_forms, wish_minutes

__all__ = [
    "FORM", "MINUTES", "MOVES", "NOTICE", "POSTER", "PUBLIC", "SIGNATURES", "area_notices", "move_list", "notices",
    "public_list", "signature_sheet", "wish_forms", "wish_minutes",
]  # fmt: skip
