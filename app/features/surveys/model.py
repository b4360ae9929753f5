"""Questionnaires in normal form: a survey, its questions, the sheets that came back, an answer in each cell."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, object_session

from app.kit import fields
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_

STATES = (
    Choice("valid", N_("valid"), ("有效", "有效问卷", "是", "合格")),
    Choice("invalid", N_("invalid"), ("无效", "无效问卷", "废卷", "作废", "否", "不合格")),
)


class Survey(Row):
    """One questioning of customers (E11): its name, when it began and how many sheets were handed out."""

    __tablename__ = "survey"
    one = N_("survey")
    key = ("name",)
    spelled = "name"

    name: Mapped[str] = fields.text("Survey", required=True, unique=True, width=28, headings=("问卷名称", "调查名称"))
    initials: Mapped[str] = fields.text("Initials", editable=False, listed=False, required=True, default="")
    begun_on: Mapped[date | None] = fields.day("Begun on")
    issued: Mapped[int | None] = fields.integer("Handed out", minimum=0, unit=N_("sheets"), headings=("发放份数",))
    note: Mapped[str | None] = fields.note("Remarks")


class SurveyQuestion(Row):
    """A question of a survey: its text as it heads the workbook's column, and its place among them."""

    __tablename__ = "survey_question"
    __table_args__ = (UniqueConstraint("survey_id", "text"),)
    one = N_("question")

    survey_id: Mapped[int] = fields.link("Survey", "survey", required=True)
    place: Mapped[int] = fields.integer("No.", required=True, minimum=1)
    text: Mapped[str] = fields.note("Question", required=True, width=48)

    def called(self) -> str:
        """A question is called by its text."""
        return self.text


class SurveyReturn(Row):
    """A sheet that came back 答卷; ``state`` None: nobody has judged yet whether it counts."""

    __tablename__ = "survey_return"
    __table_args__ = (UniqueConstraint("survey_id", "number"),)
    one = N_("questionnaire")

    survey_id: Mapped[int] = fields.link("Survey", "survey", required=True, width=28)
    number: Mapped[str] = fields.code(
        "Questionnaire no.", required=True,
        headings=("问卷编号", "答卷编号", "问卷序号", "答卷序号", "问卷号", "答卷号", "问卷份号"),
    )
    filled_on: Mapped[date | None] = fields.day(
        "Filled in on", past=True, headings=("填写日期", "填写时间", "调查日期", "答卷日期", "提交日期", "答题日期")
    )
    area_id: Mapped[int | None] = fields.link("Area", "area", width=22)
    state: Mapped[str | None] = fields.choice(
        "Validity", STATES, headings=("是否有效", "有效性", "问卷状态", "有效无效")
    )

    def called(self) -> str:
        """A sheet is called by its number and its survey."""
        session = object_session(self)
        survey = session.get(Survey, self.survey_id) if session else None
        return f"{survey.name} {self.number}" if survey else self.number


class SurveyAnswer(Row):
    """What one sheet answers to one question, as it was written: a code, a word, several codes, a sentence."""

    __tablename__ = "survey_answer"
    __table_args__ = (UniqueConstraint("return_id", "question_id"),)
    one = N_("answer")

    return_id: Mapped[int] = fields.link("Questionnaire", "survey_return", required=True)
    question_id: Mapped[int] = fields.link("Question", "survey_question", required=True, width=48)
    text: Mapped[str] = fields.note(
        "Answer given", required=True, literal=True, width=24, personal=N_("to learn what customers need")
    )
