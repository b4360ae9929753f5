"""Scenarios: the one in hand, the shelf of all, the comparison, and what may be done with them."""
