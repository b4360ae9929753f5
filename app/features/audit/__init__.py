"""The journal, readable: who did what, when, to which rows, and undo from there."""
