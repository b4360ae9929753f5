"""What is planned, due, overdue and done, as plain values."""
