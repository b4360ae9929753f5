"""x."""
def commands_of(*a): pass
