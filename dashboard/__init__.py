"""The dashboard shows: pages over one release, in three languages. It borrows rules and computes no figure of its own."""
