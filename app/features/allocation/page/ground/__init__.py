"""The map, the load bars, and what is drawn on them."""
