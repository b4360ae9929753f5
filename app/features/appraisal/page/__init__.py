"""The Appraisal tab's own pages: results and ratings."""
