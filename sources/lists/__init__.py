"""Lists of projects as funders publish them: a mapping, which is a small reviewed file, says which column is what.

Does not belong here: code for one list alone, how a file becomes cells (`files`), and what a cell means (`admission`).
"""
