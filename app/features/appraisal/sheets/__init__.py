"""Workbooks of the appraisal: the monthly report and ratings in, appraisal sheets and summary out."""
