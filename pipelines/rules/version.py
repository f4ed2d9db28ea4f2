"""The version of the rules: raised whenever a rule of this room would answer the same evidence differently."""

RULES_VERSION = "1.3"
