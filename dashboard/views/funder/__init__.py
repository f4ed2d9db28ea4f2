"""Who publishes open records about soils: all of them, or what, where and since when of one.

What another page or paper could use too does not belong here (`shell`, `rendering`, `queries`).
"""
