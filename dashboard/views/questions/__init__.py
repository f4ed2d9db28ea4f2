"""The questions to the Secretariat: what is missing, and the documents that ask for it.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
