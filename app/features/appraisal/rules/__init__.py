"""Pure decisions of the appraisal: indicators, deductions, families, places, weights, raters."""
