"""Where things stand in the checkout, and the folder of other people's data beside it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DASHBOARD, SOURCES = ROOT / "dashboard", ROOT / "sources"
RECORD = SOURCES / "record"
SHARED_DATA = ROOT.parent / "shared" / "data"
