"""Reads of the appraisal: facts of a month, results, trends, lists, the month's summary."""
