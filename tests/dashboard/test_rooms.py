"""What serves one page stands with that page, and what several use stands once for all of them."""

import re
import subprocess
import sys

import pytest

from dashboard.rendering.sitemap import PAGES
from tests.places import DASHBOARD, ROOT

MODULES = sorted(DASHBOARD.rglob("*.py"))
SHARED = sorted((DASHBOARD / "rendering" / "templates").glob("*.j2"))
OF_A_PAGE = sorted((DASHBOARD / "views").rglob("*.j2"))
RENDERED = {path: set(re.findall(r'\brender\(\s*"([\w/]+)"', path.read_text("utf-8"))) for path in MODULES}


def test_every_page_of_the_site_has_a_folder_with_its_page_and_no_folder_is_left_over() -> None:
    folders = {path.name for path in (DASHBOARD / "views").iterdir() if (path / "__init__.py").exists()}
    assert folders == set(PAGES)
    assert all((DASHBOARD / "views" / page / "page.py").is_file() for page in PAGES)


@pytest.mark.parametrize("template", OF_A_PAGE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_template_beside_a_page_serves_that_page_alone(template) -> None:
    name = f"{template.parent.name}/{template.name.removesuffix('.html.j2')}"
    users = [path for path, names in RENDERED.items() if name in names]
    assert users and {path.parent for path in users} == {template.parent}


@pytest.mark.parametrize("template", SHARED, ids=lambda path: path.name)
def test_a_shared_template_is_asked_for_by_what_every_page_can_use(template) -> None:
    name = template.name.removesuffix(".html.j2")
    users = [path for path, names in RENDERED.items() if name in names]
    assert users and not [path for path in users if path.is_relative_to(DASHBOARD / "views")]


def test_every_template_asked_for_is_there() -> None:
    known = {path.name.removesuffix(".html.j2") for path in SHARED}
    known |= {f"{path.parent.name}/{path.name.removesuffix('.html.j2')}" for path in OF_A_PAGE}
    assert {name for names in RENDERED.values() for name in names} == known


def test_a_module_of_ours_is_called_by_its_own_name() -> None:
    renamed = re.compile(r"^\s*(from (dashboard|sources|warehouse|pipelines)\S* import .*\bas\b.*)$", re.MULTILINE)
    for path in MODULES:
        assert renamed.findall(path.read_text(encoding="utf-8")) == [], path.relative_to(ROOT)


def test_what_paper_can_use_loads_without_streamlit() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in MODULES
        if path.is_relative_to(DASHBOARD / "rendering") and path.name != "__init__.py"
    ]
    program = (
        f"import importlib, sys\nfor name in {names}: importlib.import_module(name)\nprint('streamlit' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert len(names) > 20 and ended.stdout.strip() == "False"
