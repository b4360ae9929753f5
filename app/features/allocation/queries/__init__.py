"""Reads of the allocation: who serves what, how heavy it is, and the problem the proposal solves."""
