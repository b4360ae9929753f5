"""The wide workbook of a questionnaire: a row for each sheet that came back, a column for each question."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import select

from app.features.areas.model import Area
from app.features.customers.sheets import AREA, AREA_HEADINGS
from app.features.surveys.model import Survey, SurveyAnswer, SurveyQuestion, SurveyReturn
from app.kit.fields import field_of
from app.kit.job import Progress
from app.kit.sheet import Others, PlannedRow, Reference, Sheet, SheetColumn, Values, column
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_

_FIELDS = fields_of(SurveyReturn)
_ANSWER = "answer:"
"""What stands before a question in the name of its column, so that no question is taken for a column of ours."""
_SURVEY = Reference(Survey, by=("name",), introduces=True, titled=r"[^:：]*(?:问卷|调查|测评)[^:：]*")
_PLAIN = ("number", "filled_on", "state")
_COLUMNS = (
    column(_FIELDS["survey_id"].but(name="survey"), *field_of(Survey.name).headings, reference=_SURVEY),
    column(_FIELDS["number"]),
    column(_FIELDS["filled_on"]),
    column(_FIELDS["area_id"].but(name="area"), *AREA_HEADINGS, reference=AREA),
    column(_FIELDS["state"]),
)


def _of_question(text: str) -> SheetColumn:
    return SheetColumn(field_of(SurveyAnswer.text).but(name=_ANSWER + text, label=text, required=False, personal=""))


def _questions(ctx: Context, keys: Collection[tuple[Any, ...]] | None) -> Iterable[str]:
    """The questions, those of the first survey first; one that several surveys ask only once."""
    asked = select(SurveyQuestion.text).join(Survey).where(SurveyQuestion.archived_on.is_(None))
    if keys is not None:
        asked = asked.where(Survey.name.in_({survey for survey, _number in keys}))
    return dict.fromkeys(ctx.session.scalars(asked.order_by(SurveyQuestion.survey_id, SurveyQuestion.place)))


def _stored(ctx: Context) -> Iterable[Values]:
    answers: dict[int, Values] = {}
    given = (
        select(SurveyAnswer.return_id, SurveyQuestion.text, SurveyAnswer.text)
        .join(SurveyQuestion, SurveyAnswer.question_id == SurveyQuestion.id)
        .where(SurveyAnswer.archived_on.is_(None))
    )
    for id_, question, text in ctx.session.execute(given):
        answers.setdefault(id_, {})[_ANSWER + question] = text
    what = (SurveyReturn.id, Survey.name, Area.code, *(getattr(SurveyReturn, name) for name in _PLAIN))
    sheets = (
        select(*what).select_from(SurveyReturn).join(Survey, SurveyReturn.survey_id == Survey.id)
        .outerjoin(Area, SurveyReturn.area_id == Area.id)
        .where(SurveyReturn.archived_on.is_(None)).order_by(SurveyReturn.id)
    )  # fmt: skip
    for id_, survey, area, *values in ctx.session.execute(sheets):
        yield {"survey": survey, "area": area, **dict(zip(_PLAIN, values, strict=True)), **answers.get(id_, {})}


def _put(headings: tuple[str, ...], ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    """Write surveys, questions and sheets that are new, then every answer."""
    progress.step(0, 2)
    surveys = {name: _survey(ctx, name) for name in dict.fromkeys(item.key[0] for item in planned)}
    elsewhere = select(SurveyQuestion.text).where(SurveyQuestion.survey_id.not_in(surveys.values()))
    others = set(ctx.session.scalars(elsewhere))
    own = tuple(text for text in headings if text not in others)
    questions = {name: _asked(ctx, id_, _texts(name, headings, own, planned)) for name, id_ in surveys.items()}
    sheets = _returned(ctx, surveys, planned)
    progress.step(1, 2)
    _answer(ctx, planned, sheets, questions)


def _survey(ctx: Context, name: str) -> int:
    found = ctx.session.scalar(select(Survey).where(Survey.name == name))
    if found is None:
        return ctx.insert(Survey, [{"name": name}])[0]
    found.archived_on = None
    return found.id


def _texts(
    survey: str, headings: Sequence[str], own: Sequence[str], planned: Sequence[PlannedRow]
) -> Iterable[str]:
    """What a survey asks: what is answered, and in a workbook of one survey its ``own`` headings, answered or not."""
    items = [item for item in planned if item.key[0] == survey]
    answered = {name.removeprefix(_ANSWER) for item in items for name in item.values or {} if name.startswith(_ANSWER)}
    alone = set(own) if len(items) == len(planned) else set()
    return [text for text in headings if text in answered or text in alone]


def _asked(ctx: Context, survey: int, texts: Iterable[str]) -> dict[str, int]:
    """The survey's questions by text; new ones take their places behind the others."""
    rows = ctx.session.scalars(select(SurveyQuestion).where(SurveyQuestion.survey_id == survey))
    known = {row.text: row for row in rows}
    last = max((row.place for row in known.values()), default=0)
    for text in known.keys() & set(texts):
        known[text].archived_on = None
    fresh = [text for text in texts if text not in known]
    made = ctx.insert(SurveyQuestion, [
        {"survey_id": survey, "place": place, "text": text} for place, text in enumerate(fresh, last + 1)
    ])  # fmt: skip
    return {**{text: row.id for text, row in known.items()}, **dict(zip(fresh, made, strict=True))}


def _returned(ctx: Context, surveys: Mapping[str, int], planned: Sequence[PlannedRow]) -> dict[tuple[Any, ...], int]:
    """The sheets by survey and number, with what the rows say of them."""
    areas = dict(ctx.session.execute(select(Area.code, Area.id)).all())
    asked = select(SurveyReturn).where(SurveyReturn.survey_id.in_(surveys.values()))
    known = {(row.survey_id, row.number): row for row in ctx.session.scalars(asked)}
    fresh: dict[tuple[Any, ...], dict[str, Any]] = {}
    ids = {}
    for item in planned:
        told = {name: value for name, value in item.news().items() if name in _PLAIN}
        if "area" in item.news():
            told["area_id"] = areas.get(item.news()["area"])
        place = surveys[item.key[0]], item.key[1]
        if place not in known:
            fresh[item.key] = {**told, "survey_id": place[0], "number": place[1]}
            continue
        ids[item.key] = known[place].id
        for name, value in {**told, "archived_on": None}.items():
            setattr(known[place], name, value)
    made = ctx.insert(SurveyReturn, fresh.values())
    return {**ids, **dict(zip(fresh, made, strict=True))}


def _answer(
    ctx: Context, planned: Sequence[PlannedRow], sheets: Mapping[tuple[Any, ...], int],
    questions: Mapping[str, Mapping[str, int]],
) -> None:  # fmt: skip
    surveys = {item.key[0] for item in planned}
    given = select(SurveyAnswer).join(SurveyReturn).join(Survey).where(Survey.name.in_(surveys))
    known = {(row.return_id, row.question_id): row for row in ctx.session.scalars(given)}
    fresh = []
    for item in planned:
        for name, text in item.news().items():
            if not name.startswith(_ANSWER):
                continue
            place = sheets[item.key], questions[item.key[0]][name.removeprefix(_ANSWER)]
            found = known.get(place)
            if found is not None:
                found.text, found.archived_on = text or found.text, None if text else ctx.today
            elif text:
                fresh.append({"return_id": place[0], "question_id": place[1], "text": text})
    ctx.insert(SurveyAnswer, fresh)


_OTHERS = Others(_of_question, _questions, lambda headings: partial(_put, headings))
ANSWERS = Sheet(
    "survey_answers", N_("Questionnaires"), _COLUMNS, ("survey", "number"), _stored, partial(_put, ()), rank=57,
    others=_OTHERS,
)  # fmt: skip
