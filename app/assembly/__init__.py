"""What window and command line share when they put an office together: opening it, filling it."""
