"""Catalogues of all rooms: every language has every text with the same places to fill, and standard tools can read them."""

import ast
import re
import shutil
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.checkers import num_plurals
from babel.messages.pofile import read_po

from sources.catalogues import LANGUAGES
from tests.places import ROOT

ROOMS = ("sources", "warehouse", "pipelines", "dashboard")
FOLDERS = sorted(path for room in ROOMS for path in (ROOT / room).rglob("locales"))
FOLDER_NAMES = [folder.relative_to(ROOT).as_posix() for folder in FOLDERS]
OF_CODE = ("dashboard/locales", "pipelines/letters/locales")  # the code beside them asks for each text by its key
HEADINGS = re.compile(r"^msgid ", re.MULTILINE)
# French sets a space before a double mark and inside quotation marks; "doi:10." has none.
TIGHT = re.compile(r"[^\s\u202f\u00a0][;:!?»](?!10\.)|«[^\s\u202f\u00a0]")
OF_MACHINE = re.compile(
    r"\b(?:sources|strategy|warehouse|pipelines|dashboard|var)/|\.(?:py|sql)\b|SIC_DATA|aliases\.csv"
)
PLACE = re.compile(r"\{[^}]*\}")
every_folder = pytest.mark.parametrize("folder", FOLDERS, ids=FOLDER_NAMES)


def read(path: Path) -> Catalog:
    """The catalogue, read as strictly as Babel can."""
    with path.open("rb") as lines:
        return read_po(lines, abort_invalid=True)


def texts(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    """The forms of each text by its key, in the order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for message in (message for message in catalogue if message.id):
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = message.string or ""
        found[key] = (forms,) if isinstance(forms, str) else tuple(forms)
    return found


def places(forms: tuple[str, ...]) -> tuple[set[str], ...]:
    """The names between braces, in each form."""
    return tuple({name for _, name, _, _ in Formatter().parse(form) if name is not None} for form in forms)


@every_folder
def test_no_text_names_a_place_of_the_repository_or_of_the_machine(folder: Path):
    named = {
        key for path in folder.glob("*.po") for key, forms in texts(read(path)).items() if OF_MACHINE.search(str(forms))
    }
    assert not named, "say what to do and who does it; where it is done stands in README and CONTRIBUTING"


def faults(folder: Path) -> list[str]:
    """What the catalogues of a folder lack, English being the measure."""
    by_language = {language: texts(read(folder / f"{language}.po")) for language in LANGUAGES}
    english, found = by_language["en"], []
    for language, own in by_language.items():
        found += [f"{language} lacks {key}" for key in english if key not in own]
        found += [f"{language} alone has {key}" for key in own if key not in english]
        shared = [key for key in english if key in own]
        unlike = [key for key in shared if len(own[key]) != len(english[key])]
        found += [f"{language} has other forms of {key}" for key in unlike]
        # A singular may say "the one" instead of its number; it fills no other place than the plural.
        filled = {key: places(own[key]) for key in shared}
        found += [
            f"{language} fills {key} otherwise"
            for key in shared
            if filled[key][-1] != places(english[key])[-1] or not set().union(*filled[key]) <= filled[key][-1]
        ]
        found += [f"{language} has nothing for {key}" for key in shared if not all(own[key])]
        if not found and list(own) != list(english):
            found.append(f"{language} has another order")
    for key in (key for key in english if key.endswith(".zero")):
        base = english.get(key.removesuffix(".zero"), ("",))
        if len(base) == 1 or not places(english[key])[0] <= places(base)[-1]:
            found.append(f"{key} is not the text for none of a text in the plural")
    return found


def asked(home: Path) -> tuple[set[str], list[re.Pattern[str]]]:
    """The texts that stand in the code of a folder, and the patterns of those put together from a prefix and codes."""
    whole, parts = set(), set()
    for path in home.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                pieces = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
                parts.add("".join("[^.]+" if piece is None else re.escape(piece) for piece in pieces))
    for path in home.rglob("*.j2"):
        whole.update(re.findall(r"""["']([\w.]+)["']""", path.read_text(encoding="utf-8")))
    return whole, [re.compile(part) for part in parts if re.match(r"\w+\\\.", part)]


def test_there_are_catalogues_to_compare() -> None:
    assert set(OF_CODE) <= set(FOLDER_NAMES)


@every_folder
def test_every_language_has_every_text_with_the_same_places_to_fill(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{language}.po" for language in LANGUAGES)
    assert faults(folder) == []


@pytest.mark.parametrize(
    ("taken", "put", "fault"),
    [
        ('msgid "site.title"\nmsgstr "Tableau de bord « 4 pour 1000 »"\n', "", "fr lacks site.title"),
        ('"{n} jours"', '"des jours"', "fr fills days otherwise"),
        ("« {text} »", "« ce mot »", "fr fills search.title.zero otherwise"),
        ('"{n} jour"', '""', "fr has nothing for days"),
        ('msgid_plural "days"\nmsgstr[0] "{n} jour"\nmsgstr[1]', "msgstr", "fr has other forms of days"),
        ('msgid "yes"', 'msgid "oui"', "fr alone has oui"),
    ],
)
def test_a_catalogue_that_differs_is_found(tmp_path: Path, taken: str, put: str, fault: str) -> None:
    folder = Path(shutil.copytree(ROOT / "dashboard" / "locales", tmp_path / "locales"))
    french = (folder / "fr.po").read_text(encoding="utf-8")
    assert taken in french
    (folder / "fr.po").write_text(french.replace(taken, put), encoding="utf-8")
    assert fault in faults(folder)


@every_folder
@pytest.mark.parametrize("language", LANGUAGES)
def test_standard_tools_read_a_catalogue(folder: Path, language: str) -> None:
    path = folder / f"{language}.po"
    catalogue, written = read(path), path.read_text(encoding="utf-8")
    assert str(catalogue.locale) == language and catalogue.charset == "utf-8"
    assert catalogue.plural_forms == Catalog(locale=Locale.parse(language)).plural_forms
    assert not catalogue.obsolete and not any(message.fuzzy for message in catalogue if message.id)
    # Keys are no formats, so of Babel's two checkers the one of formats says nothing here.
    for message in catalogue:
        num_plurals(catalogue, message)
    assert len(HEADINGS.findall(written)) == len(catalogue) + 1, "a key stands twice"


@every_folder
def test_french_sets_spaces_around_its_marks(folder: Path) -> None:
    french = texts(read(folder / "fr.po"))
    assert not {key: form for key, forms in french.items() for form in forms if TIGHT.search(PLACE.sub("x", form))}


@pytest.mark.parametrize("name", OF_CODE)
def test_every_text_is_asked_for(name: str) -> None:
    folder = ROOT / name
    whole, parts = asked(folder.parent)
    keys = {key.removesuffix(".zero") for key in texts(read(folder / "en.po"))}
    assert not [key for key in keys if key not in whole and not any(part.fullmatch(key) for part in parts)]
