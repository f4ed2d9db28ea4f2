"""The findings of a report as objects, for tests that look at each."""

from sources.feedback.checking import COLUMNS, Report
from sources.findings import Problem


def problems_of(report: Report) -> list[Problem]:
    """One object per finding, in the order of the report; what is missing is None."""
    cells = report.problems[COLUMNS].astype(object)
    return [Problem(**record) for record in cells.where(cells.notna(), None).to_dict("records")]
