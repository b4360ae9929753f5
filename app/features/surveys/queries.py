"""Lists of surveys, their questions and the sheets that came back, with what a sheet says."""

from sqlalchemy import func, select

from app.features.areas.model import Area
from app.features.org.queries import district_column
from app.features.surveys.model import Survey, SurveyAnswer, SurveyQuestion, SurveyReturn
from app.kit.fields import Field, Kind, field_of
from app.kit.manifest import Story
from app.kit.store.context import Context
from app.kit.store.query import Column, Filter, Listing, col, computed
from app.kit.words import N_, _

_DISTRICT, _IN_DISTRICT = district_column(Area.district_id)
SHOWN = 60
"""How many answers the drawer shows."""


def _count(key: str, label: str, counted: type[SurveyQuestion] | type[SurveyReturn], *where: object) -> Column:
    found = select(func.count(counted.id)).where(
        counted.survey_id == Survey.id, counted.archived_on.is_(None), *where  # type: ignore[arg-type]
    ).correlate(Survey)  # fmt: skip
    return computed(key, Field(label, Kind.INTEGER, width=9), found.scalar_subquery())


SURVEYS = Listing(
    "surveys", N_("Surveys"), Survey,
    (col(Survey.name), col(Survey.begun_on), _count("questions", N_("Questions"), SurveyQuestion), col(Survey.issued),
     _count("returned", N_("Returned"), SurveyReturn),
     _count("valid", N_("Valid"), SurveyReturn, SurveyReturn.state == "valid"),
     _count("invalid", N_("Invalid"), SurveyReturn, SurveyReturn.state == "invalid"), col(Survey.note),
     col(Survey.source)),
    search=(Survey.name, Survey.initials), order=(("begun_on", True), ("name", False)),
    empty=N_("No survey yet. Import a questionnaire's workbook: a row for each sheet, a column for each question."),
)  # fmt: skip
_ANSWERED = select(func.count(SurveyAnswer.id)).where(SurveyAnswer.archived_on.is_(None))
QUESTIONS = Listing(
    "survey_questions", N_("Questions"), SurveyQuestion,
    (col(Survey.name, key="survey", label=N_("Survey")), col(SurveyQuestion.place), col(SurveyQuestion.text),
     computed("answered", Field(N_("Answers"), Kind.INTEGER, width=9),
              _ANSWERED.where(SurveyAnswer.question_id == SurveyQuestion.id).correlate(SurveyQuestion)
              .scalar_subquery())),
    joins=((Survey, SurveyQuestion.survey_id == Survey.id),),
    search=(SurveyQuestion.text, Survey.name, Survey.initials), order=(("survey", False), ("place", False)),
    creates=False, empty=N_("No question yet: they come with the workbook of a questionnaire."),
)  # fmt: skip
RETURNS = Listing(
    "survey_returns", N_("Questionnaires"), SurveyReturn,
    (col(SurveyReturn.number), col(Survey.name, key="survey", label=N_("Survey")), col(SurveyReturn.state),
     col(SurveyReturn.filled_on), col(Area.name, key="area", label="Area"), _DISTRICT,
     computed("answered", Field(N_("Answers"), Kind.INTEGER, width=9),
              _ANSWERED.where(SurveyAnswer.return_id == SurveyReturn.id).correlate(SurveyReturn).scalar_subquery()),
     col(SurveyReturn.source)),
    joins=((Survey, SurveyReturn.survey_id == Survey.id), (Area, SurveyReturn.area_id == Area.id), _IN_DISTRICT),
    search=(SurveyReturn.number, Survey.name, Survey.initials, Area.name, Area.initials),
    order=(("survey", False), ("number", False)), creates=False,
    filters={
        N_("invalid"): (Filter("state", "is_in", ("invalid",)),),
        N_("not judged"): (Filter("state", "blank"),),
    },
    empty=N_("No questionnaire has come back yet. Import the workbook with the answers."),
)  # fmt: skip


def return_story(ctx: Context, id_: int) -> Story:
    """One sheet for the drawer: every question with its answer, in the questionnaire's order."""
    sheet = ctx.get(SurveyReturn, id_)
    survey = ctx.get(Survey, sheet.survey_id)
    given = (
        select(SurveyQuestion.text, SurveyAnswer.text).join(SurveyAnswer, SurveyAnswer.question_id == SurveyQuestion.id)
        .where(SurveyAnswer.return_id == id_, SurveyAnswer.archived_on.is_(None))
        .order_by(SurveyQuestion.place).limit(SHOWN)
    )  # fmt: skip
    state = field_of(SurveyReturn.state).show(sheet.state)
    facts = tuple((question, answer) for question, answer in ctx.session.execute(given))
    return Story(_("Questionnaire {number}", number=sheet.number),
                 " · ".join(part for part in (survey.name, state) if part), facts)  # fmt: skip
