"""What changed between two releases, and of which kind each change is: real, correction, method or coverage.

Belongs here: telling kinds apart (`kinds` says how), and laying out what follows for status, money and subjects. Does not:
finding what differs (`warehouse.differences`), reading a release, words.
"""
