"""Excel's serial numbers as days and times, both epochs."""

from datetime import datetime, timedelta

from app.kit.reading.book import Value

_LAST_DAY = 2_958_465


def moment(serial: float, date_1904: bool) -> Value:
    """The day or moment of ``serial``; the number itself where it is none.

    Excel counts a 29 February 1900 that never was, so days before it are one off.
    """
    days = serial + 1462 if date_1904 else serial
    if not 1 <= days < _LAST_DAY + 1:
        return serial
    start = datetime(1899, 12, 30) if days >= 60 else datetime(1899, 12, 31)
    when = start + timedelta(milliseconds=round(days * 86_400_000))
    return when.date() if serial == int(serial) else when


def duration(length: timedelta) -> str:
    """Elapsed time as Excel shows it, hours past 24 included: ``26:30`` or ``26:30:15``."""
    seconds = round(abs(length).total_seconds())
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    sign = "-" if length < timedelta(0) else ""
    return f"{sign}{hours}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")


