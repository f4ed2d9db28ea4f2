"""The law of the rooms and the habits of the house, as tests."""

import ast
import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sources.streams import streams
from tests.places import ROOT
from warehouse.contracts import TABLES, VIEWS
from warehouse.contracts.columns import COLUMNS
from warehouse.families import named_rows

ROOMS = ("sources", "warehouse", "pipelines", "dashboard")
TOP_LEVEL = {
    "pyproject.toml",
    "pipelines",
    "sources",
    "warehouse",
    "dashboard",
    "tests",
    "dagster.yaml",
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "requirements.lock",
    ".ci",
    ".gitignore",
}
# What each room may import besides the standard library; an inner room comes before the one around it.
MAY_IMPORT = {
    "sources": "sources pandas openpyxl python_calamine lxml rapidfuzz babel",
    "warehouse": "warehouse duckdb pandas pandera pyarrow",
    "pipelines/rules": "pipelines.rules pandas numpy",
    "pipelines": (
        "pipelines sources warehouse dagster dagster_webserver starlette duckdb pandas click tqdm jinja2 babel openpyxl "
        "dashboard.papers"  # the front door alone, says the law in pyproject
    ),
    "dashboard/rendering": (
        "dashboard.rendering warehouse sources pipelines.rules plotly pandas jinja2 markupsafe babel openpyxl typst "
        "pptx typing_extensions"
    ),
    "dashboard/papers": "dashboard.papers dashboard.queries dashboard.rendering warehouse sources pipelines.rules pandas",
    "dashboard/queries": "dashboard.queries dashboard.rendering warehouse pipelines.rules pandas",
    "dashboard": (
        "dashboard warehouse sources pipelines.rules streamlit starlette plotly pandas jinja2 markupsafe babel openpyxl typst"
    ),
}
# What tells the rows of a declaration apart.
KEYS = {
    "streams.csv": ("stream",),
    "fields.csv": ("stream", "name"),
    "codes.csv": ("enum", "code"),
    "rules.csv": ("rule_id",),
    "units.csv": ("dimension", "unit", "only_for"),
}
EMPTY_NAMES = {"told"}  # says nothing of the rows of a frame
VAGUE_NAMES = {"utils", "helpers", "common", "misc", "manager", "base"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
ALL_MODULES = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
# What the docstring of a folder says besides what belongs there.
DOES_NOT_BELONG = re.compile(r"(does|do) not\s+belong\s+here|belongs?\s+(to|in)\s+`", re.IGNORECASE)


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout: the list of files is not known")
    return [ROOT / line for line in listed.stdout.splitlines()]


def test_every_room_keeps_its_import_law():
    outcome = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def _imported(module: Path) -> set[str]:
    """The full names of the modules that one imports, at its top or inside a function."""
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {
        f"{node.module}.{alias.name}" for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_its_room_may(module: Path):
    place = module.relative_to(ROOT).as_posix()
    allowed = next(names.split() for room, names in MAY_IMPORT.items() if place.startswith(f"{room}/"))
    foreign = {name for name in _imported(module) if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in foreign if not any(f"{name}.".startswith(f"{may}.") for may in allowed)} == set()


@pytest.mark.parametrize("module", ALL_MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_imports_what_a_dependency_keeps_to_itself(module: Path):
    ours = {*ROOMS, "tests", *sys.stdlib_module_names}
    foreign = {name for name in _imported(module) if name.split(".")[0] not in ours}
    assert {name for name in foreign if any(part.startswith("_") for part in name.split("."))} == set()


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in MODULES}), ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_folder_says_what_does_not_belong_there(folder: Path):
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert DOES_NOT_BELONG.search(said), said


@pytest.mark.parametrize("module", ALL_MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_value_is_called_after_what_it_holds(module: Path):
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    names = {node.id for node in nodes if isinstance(node, ast.Name)} | {
        node.arg for node in nodes if isinstance(node, ast.arg | ast.keyword)
    }
    assert not names & EMPTY_NAMES


def test_style_is_kept():
    ruff = str(Path(sys.executable).parent / "ruff")
    for command in (["check", "."], ["format", "--check", "."]):
        outcome = subprocess.run([ruff, *command], cwd=ROOT, capture_output=True, text=True, check=False)
        assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_type_holds():
    ty = str(Path(sys.executable).parent / "ty")
    outcome = subprocess.run(
        [ty, "check", "--python", sys.prefix, "--error-on-warning", "--output-format", "concise"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_the_top_level_is_what_the_design_says():
    assert {path.relative_to(ROOT).parts[0] for path in _tracked()} <= TOP_LEVEL


@pytest.mark.parametrize("module", ALL_MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_a_sign_on_its_door_and_one_idea(module: Path):
    text = module.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), f"{module} has no docstring"
    assert module.stem not in VAGUE_NAMES
    assert len(text.splitlines()) <= LONGEST_FILE, f"{module} has {len(text.splitlines())} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = len(text.splitlines()[node.lineno - 1 : node.end_lineno])
            assert length <= LONGEST_FUNCTION, f"{module}:{node.lineno} {node.name} has {length} lines"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_functions_say_what_they_do_and_with_which_types(module: Path):
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{module}:{node.lineno} {node.name} has no docstring"
            assert node.returns is not None, f"{module}:{node.lineno} {node.name} says no return type"
            untyped = [argument.arg for argument in node.args.args if argument.annotation is None]
            assert not untyped, f"{module}:{node.lineno} {node.name}: {untyped} have no type"


def test_only_settings_reads_the_environment_for_the_place_of_the_data():
    readers = [
        path for path in MODULES if re.search(r"os\.(environ\.get|getenv)|environ\[", path.read_text(encoding="utf-8"))
    ]
    allowed = {"settings.py", "serving.py", "running.py"}  # the last two hand the environment on to child programs
    assert {path.name for path in readers} <= allowed


def test_no_file_names_a_package_index_or_a_place_on_a_machine():
    marks = re.compile(
        r"/simple/|--(extra-)?index-url|resolved\"?:? *\"?https?://|(?<![\w.])/(work|root|home|Users)/\w"
    )
    for path in _tracked():
        if path.suffix in {".py", ".toml", ".yaml", ".lock", ".csv", ".md", ".sql", ".json", ".css"} or path.name in {
            "Makefile",
            "run",
        }:
            if path == Path(__file__).resolve() or not path.exists():
                continue
            found = marks.search(path.read_text(encoding="utf-8"))
            assert found is None, f"{path}: {found.group(0)}"


def test_every_column_says_what_it_means():
    for column in COLUMNS.values():
        assert column.title and column.meaning, column.name
        if column.kind == "number" and column.name != "value":
            assert column.unit or column.name in {
                "numerator",
                "denominator_value",
                "rate",
                "total_value",
                "parts_value",
                "difference",
                "left_out_value",
                "figure_value",
            }, column.name


def test_every_table_says_its_grain_first():
    for contract in TABLES.values():
        assert contract.grain.startswith("One row"), contract.name


def repeated(text: str, key: tuple[str, ...]) -> list[str]:
    """The keys that stand twice in a declaration, and the rows that have more or fewer cells than its header."""
    header, *rows = csv.reader(text.splitlines())
    named = [" ".join(row[header.index(name)] for name in key) for row in rows if len(row) == len(header)]
    ragged = [" ".join(row) for row in rows if len(row) != len(header)]
    return sorted({name for name in named if named.count(name) > 1}) + ragged


@pytest.mark.parametrize(
    "declaration", sorted((ROOT / "sources" / "schemas").glob("*.csv")), ids=lambda path: path.stem
)
def test_nothing_is_declared_twice(declaration: Path):
    assert repeated(declaration.read_text(encoding="utf-8"), KEYS[declaration.name]) == []


def test_a_line_that_stands_twice_or_is_cut_would_be_seen():
    assert repeated("stream,name\nprojects,title\nfunding,title\nprojects,title\n", ("stream", "name")) == [
        "projects title"
    ]
    assert repeated("stream,name\nprojects,title,Title\nfunding,title\n", ("stream", "name")) == [
        "projects title Title"
    ]


def test_a_header_names_one_field_of_a_stream():
    for stream in streams().values():
        for kind in (0, 1):
            forms = [form for each in stream.fields for form in each.headers[kind]]
            assert {form for form in forms if forms.count(form) > 1} == set(), stream.name


@pytest.mark.parametrize("question", sorted((ROOT / "warehouse").rglob("*.sql")), ids=lambda path: path.stem)
def test_a_mart_or_view_states_its_question_and_reads_whole_names_only(question: Path):
    text = question.read_text(encoding="utf-8")
    room, *_, layer = (*question.relative_to(ROOT / "warehouse").parent.parts,) * 2
    declared = {"marts": TABLES, "views": VIEWS, "rows": named_rows()}[room]
    assert (question.stem if room == "rows" else f"{layer}.{question.stem}") in declared
    assert text.startswith("--"), "the first line says the question"
    code = "\n".join(line.partition("--")[0] for line in text.splitlines())
    outside_of_literals = re.sub(r"'[^']*'", "", code)
    assert outside_of_literals == outside_of_literals.lower(), "SQL is written in lower case"
