"""The folders of reviewed and published data that ship with the code; `sources` reads them, an asset hands them on."""

from warehouse.settings import ROOT

RECORD = ROOT / "sources" / "record"
RATES = RECORD / "rates"
CONTEXT = RECORD / "context"
STRATEGY = ROOT / "sources" / "strategy"
