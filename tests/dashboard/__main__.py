"""The whole fuzz: `python -m tests.dashboard`. Does not belong here: what is tried (`fuzzing`).

A page that is run takes the place of the main module; what other processes are to find stands in a module of its own.
"""

import sys

from tests.dashboard.fuzzing import main

if __name__ == "__main__":
    sys.exit(main())
