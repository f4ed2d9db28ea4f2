"""What is measured and printed; no limit here fails, because a loaded machine is no fault.

Belongs here: work that is timed, and the watch. Does not: an expectation (the folders of tests).
"""
