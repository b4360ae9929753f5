"""Personal data shown no further than needed: telephone numbers are masked until somebody asks."""


def masked(phone: str) -> str:
    """``13812341234`` as ``138****1234``; a short number keeps its last two digits only."""
    text = phone.strip()
    if len(text) < 8:
        return "*" * max(0, len(text) - 2) + text[-2:] if text else ""
    return f"{text[:3]}****{text[-4:]}"
