"""The forms of the allocation: ledger with managers, allocation form, wish list."""

from app.features.allocation.sheets.assigned import ALLOCATION, LEDGER
from app.features.allocation.sheets.wishes import WISH_LIST

__all__ = ["ALLOCATION", "LEDGER", "WISH_LIST"]
