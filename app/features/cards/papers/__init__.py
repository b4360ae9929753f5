"""The printed cards: the office-wide layout and the sheets made from it."""
