"""When a visit is due, by which channel, on which day, in which order: pure decisions."""
