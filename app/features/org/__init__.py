"""The office itself: districts, departments, staff, accounts, its own settings, and the calendar of working days."""
