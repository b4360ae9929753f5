"""The printed forms of the requests, and what is handed over with an area."""
