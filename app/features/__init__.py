"""One folder per subject, in the order of the queue in ``app/catalogue.py``."""
