"""What an address can be made to say: every name that a page reads, by every nasty value; `make fuzz` tries them all.

The names come from the map of the site, and a page that reads another one fails by itself (`shell.address`). Belongs
here: names, values and what must hold of a page whatever its address says. Does not: expectations about one page.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from multiprocessing import get_context
from os import environ
from pathlib import Path

from streamlit.testing.v1 import AppTest
from tqdm import tqdm

from dashboard.rendering.sitemap import HOME, LANGUAGE, PAGES, RELEASE, parameters, view
from dashboard.rendering.words import Words
from dashboard.shell.absent import ABSENT_MARK
from sources.catalogues import LANGUAGES
from tests import portfolio_release
from tests.dashboard.opening import RUN_SECONDS, bodies, is_failed
from tests.places import DASHBOARD
from tests.release_factory import publish_record

OLDER, CURRENT = "2026-11-22-record", str(portfolio_release.RELEASE["release_id"])
PROJECTS_COUNT, CONTRIBUTIONS_COUNT = 300, 1_500  # so many that every list is shown in parts
FOREIGN = ("page", "self", "links", "name", "anything")  # names that are no page's, some of them parameters of ours
Value = str | list[str]
VALUES: tuple[Value, ...] = (
    *("", " ", "\x00", "\n", "\t=1+1", "x" * 20_000, "a " * 3_000, "1" * 400),
    *("\u202egnp.exe", "\u0645\u0631\u062d\u0628\u0627", "\ufeff", "e\u0301\U0001f33e", "\ufffd"),
    *("'", '"', "'; drop table marts.projects; --", "$text", "%s{0}{x}", "<script>alert(1)</script>", "{{7*7}}", "\\"),
    *("-1", "0", "1.5", "1e308", "1e309", "nan", "-inf", "９", "²", "99999999999999999999"),
    *("A1", "a1", "C3.002", "none.none", ";;", "A1;A1;zz", "2;2;2;2", "../../etc/passwd", "a&b=c#d"),
    *(OLDER, "fr", ["A1", "B2"], ["", "1"]),
)
Case = tuple[str, str, Value]  # page, name, value


def cases() -> list[Case]:
    """Every name of every page, and names that are no page's, by every value."""
    return [case for page in PAGES for case in product([page], (*parameters(page), *FOREIGN), VALUES)]


def publish(data: Path) -> Path:
    """A data folder with an older release, and the current one with long lists."""
    publish_record(data)
    portfolio_release.publish(data, PROJECTS_COUNT, CONTRIBUTIONS_COUNT, date(2026, 11, 22))
    return data


def session() -> AppTest:
    """A reader's session over the data folder that SIC_DATA names."""
    return AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=RUN_SECONDS).run()


def faults(app: AppTest, page: str, name: str, value: Value) -> list[str]:
    """What is wrong with a page at an address that says one thing; the reader has chosen nothing before."""
    if page != HOME:
        app.switch_page(view(page))
    app.query_params.clear()
    for chosen in (RELEASE, LANGUAGE):
        if chosen in app.session_state:
            del app.session_state[chosen]
    app.query_params[name] = value
    app.run()
    found = [error.message for error in app.exception] + [body for body in bodies(app) if is_failed(body)]
    if len(app.title) != 1:
        found.append(f"{len(app.title)} headlines")
    return found + list(_shown_elsewhere(app, name, value))


def _shown_elsewhere(app: AppTest, name: str, value: Value) -> Iterator[str]:
    """Figures of another release than the one named, or none at all and no notice either; sources that cannot be read."""
    said = value if isinstance(value, str) else value[-1]
    named = said if name == RELEASE and said else CURRENT
    shown = [body for body in bodies(app) if 'class="page-foot"' in body]
    is_absent = any(f'class="{ABSENT_MARK}"' in body for body in bodies(app))
    if is_absent == (named in (OLDER, CURRENT)) or len(shown) != (not is_absent):
        yield f"a notice: {is_absent}, feet of a page: {len(shown)}"
    elif shown and f" {named} " not in shown[0]:
        yield f"another release than {named}: {shown[0]}"
    unread = {Words(language)("strip.unread") for language in LANGUAGES}
    if unread.intersection(link.proto.label for link in app.get("page_link")):
        yield "the sources could not be read"


def _tried(asked: Sequence[Case]) -> list[str]:
    app = session()
    return [
        f"{page}?{name}={value!r:.60}: {found}"
        for page, name, value in asked
        for found in faults(app, page, name, value)
    ]


def main() -> int:
    """Try every case; prints each fault as it is found, and ends with 1 where there is one."""
    every, started, found = cases(), time.monotonic(), 0
    parts = [[case for case in every if case[:2] == names] for names in dict.fromkeys(case[:2] for case in every)]
    with tempfile.TemporaryDirectory() as data:
        environ["SIC_DATA"] = str(publish(Path(data)))
        with get_context("spawn").Pool() as processes:
            for faulty in tqdm(processes.imap_unordered(_tried, parts), total=len(parts), unit=" names of pages"):
                found += len(faulty)
                for fault in faulty:
                    tqdm.write(fault, file=sys.stdout)
    print(f"{len(every)} addresses, {found} faults, {time.monotonic() - started:.0f} s")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
