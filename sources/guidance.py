"""Says a finding in the language of its reader: what is wrong and the way out. The findings themselves are English.

Which rules there are is known to the catalogue; nothing is judged here.
"""

import re

from sources.findings import rules

ENGLISH = "en"
# Suggestions end where the sentence about the way out begins; a name may hold full stops of its own.
CLOSEST = re.compile(r"Closest: (.+?)\. (?=Correct the cell|Use one of)")
CLOSEST_WORDS = {"fr": "Le plus proche: {names}. ", "es": "Lo más parecido: {names}. "}


def said(rule_id: str, message: str, fix: str, language: str) -> tuple[str, str]:
    """What is wrong and what to do, in the language; a rule the catalogue lacks is said in English."""
    rule = rules().get(rule_id)
    if language == ENGLISH or rule is None:
        return message, fix
    title, guidance = (getattr(rule, f"{part}_{language}") for part in ("title", "guidance"))
    nearest = CLOSEST.search(fix)
    hint = CLOSEST_WORDS[language].format(names=nearest[1]) if nearest else ""
    return f"{title}.", f"{hint}{guidance}"
