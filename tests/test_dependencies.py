"""What is installed, and what builds and audits it: every dependency with its reason, pinned and hashed."""

import re
import tomllib

import pytest

from tests.places import ROOT

PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
DECLARED = tomllib.loads(PROJECT)
RUNNING, TESTING, AUDITING = "requirements.lock", "tests/requirements.lock", "tests/audit.lock"
LOCKS = (RUNNING, TESTING, AUDITING)
# What each lock installs, and on top of which others.
GROUPS = {RUNNING: ("build",), TESTING: ("dev",), AUDITING: ("audit",)}


def _locked(lock: str) -> dict[str, str]:
    """The names a lock installs, each with what stands below it: version, marker and hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==(.*(?:\n[ ]+--hash.*)*)", text, re.MULTILINE)
    return dict(pins)


def _version(pin: str) -> str:
    return pin.split()[0]


def _names(lines: list[str]) -> set[str]:
    return {re.split(r"[=<>]", line)[0] for line in lines}


def _declared(lock: str) -> set[str]:
    """The names of the project's own list that this lock is made of."""
    lines = [line for group in GROUPS[lock] for line in DECLARED["dependency-groups"][group]]
    return _names([*lines, *DECLARED["project"]["dependencies"]] if lock == RUNNING else lines)


def test_every_dependency_says_why_it_is_there():
    grouped = [line for group in DECLARED["dependency-groups"].values() for line in group]
    for requirement in [*DECLARED["project"]["dependencies"], *grouped, *DECLARED["build-system"]["requires"]]:
        lines = [line for line in PROJECT.splitlines() if f'"{requirement}"' in line]
        assert lines and all(re.search(r"[=<>].*#", line) for line in lines), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_dependency_with_hashes_and_names_no_index(lock: str):
    locked = _locked(lock)
    assert len(locked) > 20
    assert [name for name, pin in locked.items() if "--hash=sha256:" not in pin] == []
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_what_a_lock_is_for_stands_in_it_and_in_no_lock_below(lock: str):
    assert _declared(lock) <= _locked(lock).keys()
    below = LOCKS[: LOCKS.index(lock)]
    assert not any(_declared(lock) & _locked(each).keys() for each in below), (
        "tools would be installed where the house runs"
    )


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_a_later_lock_changes_nothing_that_an_earlier_one_installed(lock: str):
    for below in LOCKS[: LOCKS.index(lock)]:
        first, later = _locked(below), _locked(lock)
        differing = {name for name in first.keys() & later.keys() if _version(first[name]) != _version(later[name])}
        assert differing == set()


def test_what_builds_is_the_version_that_is_locked_with_hashes():
    locked = _locked(RUNNING)
    for requirement in DECLARED["build-system"]["requires"]:
        name, _, version = requirement.partition("==")
        assert version and version == _version(locked[name])
