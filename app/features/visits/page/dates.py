"""Days and months as headings say them, in the language spoken now."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from app.kit.words import _, language


def said_month(month: str) -> str:
    """``2026-11`` as 2026年11月."""
    year, number = map(int, month.split("-"))
    return QLocale(language()).toString(QDate(year, number, 1), _("MMMM yyyy"))


def said_day(day: date) -> str:
    """A day with its weekday: 11月24日 星期二."""
    return QLocale(language()).toString(QDate(day.year, day.month, day.day), _("dddd, MMMM d"))


def said_minutes(minutes: float) -> str:
    """Hours and minutes."""
    hours, rest = divmod(round(minutes), 60)
    return _("{h} h {m} min", h=hours, m=rest) if hours else _("{m} min", m=rest)
