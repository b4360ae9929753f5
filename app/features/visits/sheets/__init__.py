"""The visit records an office keeps, and the plan that goes out to a manager and comes back with results."""
