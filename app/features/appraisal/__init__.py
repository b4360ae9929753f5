"""Appraisal 考核: indicator months, schemes, periods, ratings by hand, scores traceable to records."""
