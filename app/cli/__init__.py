"""The command line: a second desk over the same queries, changes, sheets and papers as the window."""
