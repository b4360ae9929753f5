"""What the Today page shows: duty cards, the day's visits, the loads, the first steps of an empty office."""
