"""What is kept and how it changes: rows, sessions, queries, changes, the journal, undo, backups."""
