"""Needs and problems 诉求: raised by, on behalf of, promised, routed, answered, closed."""
