"""Every page opens in three languages on an inbox of one kind of rows: a headline, and nothing that went wrong."""

import pytest

from sources.catalogues import LANGUAGES
from tests.conftest import MadeOnce
from tests.dashboard.opening import every_page
from tests.small_inboxes import BESIDE, INBOXES, data_of


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("inbox", INBOXES)
def test_every_page_opens_on_an_inbox_of_one_kind(inbox: str, beside: str, language: str, made_once: MadeOnce) -> None:
    for page, shown in every_page(data_of(made_once, inbox, BESIDE[beside]), language).items():
        assert shown.errors == [], page
        assert len(shown.titles) == 1 and shown.titles[0], page
