"""Bills that were not paid in time: who owes how much for which month, until it is cleared."""
