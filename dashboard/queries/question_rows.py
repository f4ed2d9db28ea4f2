"""What a release lacks, as questions to those who can supply it; made from its tables alone."""

from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.queries.caching import cached
from dashboard.queries.published import table
from pipelines.rules.questions.asking import READ, questions_of
from pipelines.rules.questions.question import Question


def tables(release: Path) -> dict[str, pd.DataFrame]:
    """The tables that the questions are made and worded from, by short name."""
    return {name: table(release, f"marts.{name}") for name in READ}


@cached
def asked(release: Path, as_of: date) -> tuple[Question, ...]:
    """The questions of a release, those first that would settle most."""
    return questions_of(tables(release), as_of)
