"""A file of activities is known by what stands in it, whatever it is called."""

from pathlib import Path

import pytest

from tests.sending import run_over

ACTIVITY = """<iati-activities version="2.03"><iati-activity default-currency="EUR">
<iati-identifier>XX-9-1</iati-identifier><title><narrative>Terraces</narrative></title>
<transaction><transaction-type code="2"/><transaction-date iso-date="2024-05-01"/><value value-date="2024-05-01">7</value></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2024-06-01"/><value value-date="2024-06-01">5</value></transaction>
</iati-activity></iati-activities>"""


@pytest.mark.parametrize("name", ["activities.txt"])
def test_activities_and_transactions_are_counted_apart_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    sent = run_over(
        tmp_path, {name: ACTIVITY, "money.xml.csv": "Funder,Amount,Currency,State,Date\nF,1,EUR,pledged,2025-01-01\n"}
    )
    sources = sent.rows("sources").set_index("source_file")
    assert sources.loc[name, ["stream", "rows_read", "transactions_read"]].tolist() == ["iati", 1, 2]
    assert sources.loc["money.xml.csv", ["stream", "rows_read"]].tolist() == ["funding", 1]
