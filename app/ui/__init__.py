"""Qt machinery without office words."""
