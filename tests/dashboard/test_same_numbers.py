"""The numbers of PDF, slides, workbook and static pages are those of the release: taken out of the files, and compared.

Each comparison is also made against a release in which one number is another: then it has to tell which.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.papers.pack import comparing, writing
from dashboard.papers.report import writing as report
from tests.conftest import MadeOnce, released
