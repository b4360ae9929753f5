"""Visits 走访: the monthly rule, the plan around reading days, the record, what is overdue."""
