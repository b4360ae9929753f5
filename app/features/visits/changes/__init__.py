"""Planning, moving, recording and cancelling visits."""
