"""Questionnaires, as a feature."""

from app.features.surveys import queries, sheets
from app.features.surveys.model import Survey, SurveyAnswer, SurveyQuestion, SurveyReturn
from app.kit.manifest import Detail, Feature, Section
from app.kit.words import N_

FEATURE = Feature(
    name="surveys",
    title=N_("Questionnaires"),
    rows=(Survey, SurveyQuestion, SurveyReturn, SurveyAnswer),
    listings=(queries.SURVEYS, queries.QUESTIONS, queries.RETURNS),
    sheets=(sheets.ANSWERS,),
    details=(Detail("survey_returns", queries.return_story),),
    sections=(
        Section("visits", "surveys", N_("Surveys"), 60, listing="surveys", icon="check"),
        Section("visits", "survey_returns", N_("Questionnaires"), 61, listing="survey_returns", icon="list"),
        Section("visits", "survey_questions", N_("Questions"), 62, listing="survey_questions", icon="list"),
    ),
)
