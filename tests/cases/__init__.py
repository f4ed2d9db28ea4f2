"""Small inputs on which a figure could go wrong without a word, kind by kind.

What a single function does is tested beside it; here a file comes in and a person reads what is said of it.
"""
