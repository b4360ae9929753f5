"""Orders of the appraisal: schemes and weights, periods through their stages, ratings."""
