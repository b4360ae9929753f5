"""Questionnaires: what was asked, which sheets came back, and every answer as it was given."""
