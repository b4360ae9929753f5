"""Headquarters' own forms: fields bound to their cells by pointing, seen filled, filled."""
