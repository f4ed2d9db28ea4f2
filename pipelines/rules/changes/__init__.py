"""What changed between two releases, and of which kind each change is: real, correction, method or coverage.

`kinds` says how the kinds are told apart, `telling` asks everything in its order. Does not belong here: finding what
differs (`warehouse.differences`), reading a release, words.
"""
