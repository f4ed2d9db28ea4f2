"""The data of a release as others can use them: the data package.

Does not belong here: the form of the files (`warehouse.exports`).
"""
