"""The month grid: days, badges, entries, load, and carrying an entry from day to day."""

from app.ui.calendar.cells import Badge, DayCell, Entry, day_name, days_shown, weekday_names
from app.ui.calendar.grid import MonthGrid

__all__ = ["Badge", "DayCell", "Entry", "MonthGrid", "day_name", "days_shown", "weekday_names"]
