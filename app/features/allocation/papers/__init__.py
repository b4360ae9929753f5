"""The printed forms of the allocation: notices, public list, list of moves, signature sheet."""
