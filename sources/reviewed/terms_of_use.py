"""Where each file that ships comes from and under which licence, as its own README says it.

Does not belong here: lists of funders, whose licences are in their mappings (`sources.lists`).
"""

from pathlib import Path

RECORD = Path(__file__).resolve().parents[1] / "record"
TOLD = {"record.md": RECORD / "README.md", "rates.md": RECORD / "rates" / "README.md"}


def terms_of_use() -> dict[str, str]:
    """The text of each README about sources, by a name that tells what it is about."""
    return {name: path.read_text(encoding="utf-8") for name, path in TOLD.items()}
