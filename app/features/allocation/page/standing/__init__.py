"""How the allocation stands: figures, loads in their band, the vital few and the many."""
