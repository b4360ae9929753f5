"""Topics in people's words: kept as codes, shown as labels, understood in the office's own spelling."""

from dataclasses import dataclass

from app.features.visits.model import TOPICS, Visit
from app.features.visits.rules.topics import SEPARATOR, codes_of, stored
from app.kit.fields import Field, field_of
from app.kit.words import _

_TRADE = {
    "安全": "safety", "aq": "safety", "催费": "payment", "缴费": "payment", "cf": "payment",
    "电价": "tariff", "宣传": "tariff", "dj": "tariff", "联防": "guarding", "lf": "guarding",
    "诉求": "request", "sq": "request", "名片": "card", "mp": "card", "纪念品": "gift", "jnp": "gift",
}  # fmt: skip


def spellings() -> dict[str, str]:
    """What may be written for a topic, in lower case, to its code; labels of the language spoken now included."""
    labels = {_(label).replace(" ", "").lower(): code for code, label in TOPICS.items()}
    return {**_TRADE, **{code: code for code in TOPICS}, **labels}


def read_topics(text: str | None) -> str | None:
    """What somebody wrote, as codes."""
    return stored(codes_of(text, spellings()))


def show_topics(kept: str | None) -> str:
    """Codes as people read them: ``安全用电、诉求``."""
    words = (_(TOPICS[code]) if code in TOPICS else code for code in (kept or "").split(SEPARATOR) if code)
    return _(", ").join(words)


@dataclass(frozen=True)
class TopicsField(Field):
    """The topics of a visit: a text field that shows labels for the codes it holds."""

    def show(self, value: object) -> str:
        """Labels for the codes in ``value``."""
        return show_topics(value if isinstance(value, str) else None)


def topics_field() -> TopicsField:
    """The field of :attr:`Visit.topics` with its labels."""
    plain = field_of(Visit.topics)
    return TopicsField(plain.label, plain.kind, name=plain.name, width=plain.width, headings=plain.headings)
