"""The forms of the allocation: ledger with managers, allocation form, wish list."""
