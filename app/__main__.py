"""``python -m app`` is the same as ``pianqu``."""

import sys

from app.main import main

if __name__ == "__main__":
    sys.exit(main())
