"""Letters: after a release, each file of the inbox is answered with what was admitted, held and changed."""
