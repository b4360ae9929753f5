"""A question and its answer in one step, in this process: ``office.ask(answered, Ask(…))``."""

from app.features.allocation.queries.asking import Ask, asked, conflict_words
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.running import run
from app.kit.errors import Refusal
from app.kit.store.context import Context


def answered(ctx: Context, ask: Ask) -> Outlook:
    """The engine's answer; a Refusal says which limits conflict and what would help."""
    question = asked(ctx, ask)
    found = run(question.case, lambda better: None)
    if not found.is_possible:
        raise Refusal(" ".join(conflict_words(found, question.outlook)))
    return question.outlook_of(found)
