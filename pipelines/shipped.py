"""The folders of reviewed and published data that ship with the code; `sources` reads them, an asset hands them on."""

from sources.names import reference
from sources.reviewed import rates
from warehouse.settings import ROOT

RECORD = ROOT / "sources" / "record"
RATES = rates.RATES
CONTEXT = RECORD / "context"
STRATEGY = reference.STRATEGY
