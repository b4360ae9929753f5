"""``allocate``: who should serve which area, in figures with their proven gap, and why."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from app.cli.files import into
from app.cli.parser import SCREEN
from app.cli.said import as_json, table
from app.features.allocation.changes import SaveScenario
from app.features.allocation.queries.asking import Ask, Question, asked, conflict_words
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.balance import Balance
from app.features.allocation.rules.running import Found, run
from app.features.allocation.rules.terms import STAGED, WEIGHED, Terms
from app.kit.errors import Refusal
from app.kit.process import run_killable
from app.kit.store.choosing import chosen
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.words import _

SHOWN = 50


def allocate(office: Office, options: Namespace) -> str:
    """Ask the engine and tell its answer; nothing is changed but the scenario that is saved."""
    question, found = worked_out(office, office.ask(_ask, options))
    outlook = question.outlook_of(found)
    saved = None
    if options.save:
        change = SaveScenario(options.save, question.to_json(), found.gap, outlook.planned())
        saved = office.do(change).result
    if options.json:
        to_file = "" if options.json == SCREEN else options.json
        return into(to_file, as_json(_values(question, found, outlook, saved)))
    return "\n".join(_told(question, found, outlook, saved))


def worked_out(office: Office, ask: Ask) -> tuple[Question, Found]:
    """The question and its answer. Raises a Refusal that says which limits conflict and what would help.

    In a process of its own: the solver greets on the standard output, which belongs to the command's answer.
    """
    question = office.ask(asked, ask)
    found = run_killable(run, (question.case,))
    if not found.is_possible:
        raise Refusal("\n".join(conflict_words(found, question.outlook)))
    return question, found


def _ask(ctx: Context, options: Namespace) -> Ask:
    def named(what: str, words: Sequence[str]) -> tuple[int, ...]:
        return tuple(chosen(ctx, what, word) for word in words)

    terms = Terms(
        STAGED if options.staged else WEIGHED, options.hard, options.whole_villages, options.moves, options.as_one,
        options.whole, float(max(options.seconds, 1)), options.seed,
    )  # fmt: skip
    return Ask(
        options.ask, terms, named("manager", options.managers), named("area", options.areas),
        frozenset(named("area", options.locked)),
        together=tuple(frozenset(named("area", one.split(","))) for one in options.together),
    )


def _values(question: Question, found: Found, outlook: Outlook, saved: int | None) -> dict[str, Any]:
    was, now = outlook.balances()
    codes = {one.id: one.code for one in outlook.managers.values()}
    return {
        "gap": found.gap, "ended": found.ended, "seconds": round(found.seconds, 2), "costs": dict(found.values),
        "before": was.__dict__, "after": now.__dict__, "could_not": question.could_not, "scenario": saved,
        "moves": [
            {"area": outlook.areas[one.site].code, "before": codes.get(one.before or 0), "after": codes[one.server],
             "why": one.reason, "second": codes.get(one.second or 0), "regret": round(one.regret, 3)}
            for one in outlook.moved()
        ],
    }  # fmt: skip


def _told(question: Question, found: Found, outlook: Outlook, saved: int | None) -> list[str]:
    moved, (was, now) = outlook.moved(), outlook.balances()
    rows = [
        [area.code, area.name, outlook.name(one.before), outlook.explain(area.id)]
        for one in moved[:SHOWN]
        for area in [outlook.areas[one.site]]
    ]
    headings = [_("Area code"), _("Area name"), _("Before"), _("After")]
    told = [
        _("{moves} of {areas} areas change hands; proven gap {gap}, {seconds} s", moves=len(moved),
          areas=len(outlook.areas), gap=f"{found.gap:.2%}", seconds=f"{found.seconds:.1f}"),
        _("before: {figures}", figures=_even(was)), _("after:  {figures}", figures=_even(now)), *question.could_not,
    ]  # fmt: skip
    if rows:
        told.append(table(headings, rows, [False] * len(headings)))
    if len(moved) > SHOWN:
        told.append(_("… and {n} more; --json tells all", n=len(moved) - SHOWN))
    if saved is not None:
        told.append(_("Saved as scenario {id}.", id=saved))
    return told


def _even(balance: Balance) -> str:
    return _("{mean} h on average, largest deviation {deviation}, variation {variation}, Gini {gini}",
             mean=f"{balance.mean:.1f}", deviation=f"{balance.deviation:.1%}", variation=f"{balance.variation:.3f}",
             gini=f"{balance.gini:.3f}")  # fmt: skip
