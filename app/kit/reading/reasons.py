"""Why a file was not read: a code for scripts and a sentence that says what to do."""

from app.kit.errors import Unreadable
from app.kit.words import N_, _

REASONS: dict[str, tuple[str, str]] = {
    "missing": ("missing", N_("{name} is not there any more. It was moved, renamed or deleted: choose it again.")),
    "directory": ("directory", N_("{name} is a folder. Choose a workbook in it.")),
    "no_permission": (
        "no_permission",
        N_("{name} cannot be opened. Close it in Excel or WPS, or copy it to your desktop, and try again."),
    ),
    "empty": ("empty", N_("{name} is empty. Ask the sender for it again.")),
    "not_a_workbook": (
        "not_a_workbook",
        N_("{name} is not a workbook: neither Excel, WPS, ODS, CSV nor an HTML table. Save the table as .xlsx."),
    ),
    "older_excel": (
        "not_a_workbook",
        N_("{name} was written by an Excel older than version 5. Open it in Excel or WPS and save it as .xlsx."),
    ),
    "protected": (
        "protected",
        N_("{name} is protected by a password. Open it, remove the password, save it and try again."),
    ),
    "damaged": (
        "damaged",
        N_("{name} is damaged; nothing was taken from it. If Excel or WPS still opens it, save it there under a "
           "new name; otherwise ask the sender for it again."),
    ),
    "open_quote": (
        "damaged",
        N_("{name}: a quotation mark near line {line} is not closed, so the rows after it cannot be told apart. "
           "Correct that line and try again."),
    ),
    "large_file": (
        "too_large",
        N_("{name} is larger than {limit} MB. Delete pictures and sheets that are not needed, or split it."),
    ),
    "too_much_inside": (
        "too_large",
        N_("{name} holds more than {limit} MB when unpacked. Delete sheets that are not needed, or split it."),
    ),
    "too_many_cells": (
        "too_large",
        N_("{name}: sheet {sheet} reaches as far as cell {cell}, and with it the workbook has more than {limit} "
           "cells. Delete the stray cells out there, or split the workbook."),
    ),
    "memory": ("too_large", N_("{name} needs more memory than a workbook may take. Split it.")),
    "bomb": ("hostile", N_("{name} unpacks to far more than any workbook holds and was not opened. Do not use it.")),
    "far": (
        "hostile",
        N_("{name}: sheet {sheet} claims a cell {cell}, which no workbook can have. It was not opened."),
    ),
    "entity": ("hostile", N_("{name} contains declarations (DOCTYPE) that no workbook needs. It was not opened.")),
    "external": (
        "hostile",
        N_("{name} draws on another file ({target}). Break the link in Excel or WPS (Data, Edit links), save and "
           "try again."),
    ),
    "timeout": (
        "timeout",
        N_("{name} took longer than {limit} seconds to read and was given up. Save it as .xlsx or split it."),
    ),
}


def unreadable(reason: str, name: str, **about: str | int) -> Unreadable:
    """The trouble to raise for ``reason``, a key of ``REASONS``, about the file called ``name``."""
    code, sentence = REASONS[reason]
    return Unreadable(code, _(sentence, name=name, **about))
