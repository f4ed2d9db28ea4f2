"""What others prepare for soils, apart from what partners of the Initiative seek money for.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
