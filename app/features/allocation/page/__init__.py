"""The Allocation tab's own page."""
