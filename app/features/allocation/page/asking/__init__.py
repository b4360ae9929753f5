"""Asking for a proposal: the question, what counts, what must hold, and the run."""
