"""What a reader has picked on a page, kept in the address, so that a link opens the same selection again.

The address overrules the picker when it changes by a link; the picker writes the address when a reader changes it. No
other module reads or writes the address, and a name that the map of the site does not have is an error of ours.
"""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from dashboard.rendering.selection import SEPARATOR
from dashboard.rendering.sitemap import PART, parameters

PAGE, ENTERED = "page_shown", "page_entered"
PICKED = "picked_"  # how the key of every picker begins


def turned_to(page: str) -> None:
    """The page whose address is read from now on."""
    if st.session_state.get(PAGE) != page:
        st.session_state[ENTERED] = True
        # A picker of the page before may have the same name; Streamlit would take its value for that of the new one.
        for key in [key for key in st.session_state if str(key).startswith(PICKED)]:
            del st.session_state[key]
    st.session_state[PAGE] = page


def is_entered() -> bool:
    """Has the reader come from another page? Asked once, it is so no longer."""
    return bool(st.session_state.pop(ENTERED, False))


def page() -> str:
    """The page that is shown."""
    return st.session_state.get(PAGE, "")


def text(name: str) -> str:
    """What the address says under a name, empty where it says nothing; raises LookupError for a name no page has."""
    _known(name)
    return str(st.query_params.get(name, ""))


def keep(name: str, value: str) -> None:
    """Let the address say a value, nothing where it is empty."""
    _known(name)
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def _known(name: str) -> None:
    if name not in parameters(page()):
        raise LookupError(f"the map of the site does not say that the address of {page() or 'a page'} has {name}")


def several(name: str, label: str, options: Mapping[str, str], placeholder: str, language: str) -> tuple[str, ...]:
    """The values picked, of those offered; a value of the address that is not offered is left out."""
    asked = [value for value in text(name).split(SEPARATOR) if value in options]
    key = _followed(name, language, asked)
    picked = st.multiselect(label, list(options), format_func=options.__getitem__, key=key, placeholder=placeholder)
    _written(name, key, picked, SEPARATOR.join(picked))
    return tuple(picked)


def coming(name: str, options: Collection[str], language: str) -> tuple[str, ...]:
    """What `several` is about to say of these options in this run; for pickers whose labels count what the others leave.

    The value is put to the browser anew, because it names what is picked by labels that may have changed since.
    """
    key = _followed(name, language, [value for value in text(name).split(SEPARATOR) if value in options])
    st.session_state[key] = [value for value in st.session_state[key] if value in options]
    return tuple(st.session_state[key])


def coming_one(name: str, options: Sequence[str], language: str) -> str:
    """What `one` is about to say of these options in this run, as `coming` does for `several`."""
    value = text(name)
    key = _followed(name, language, value if value in options else options[0])
    held_now = st.session_state[key]
    st.session_state[key] = held_now if held_now in options else options[0]
    return st.session_state[key]


def coming_words(name: str, longest: int, language: str) -> str:
    """What `words` is about to say in this run."""
    return str(st.session_state[_followed(name, language, text(name)[:longest])])


def words(name: str, label: str, placeholder: str, longest: int, language: str) -> str:
    """A text typed by the reader, as it is written."""
    key = _followed(name, language, text(name)[:longest])
    typed = st.text_input(label, key=key, placeholder=placeholder, max_chars=longest)
    _written(name, key, typed, typed)
    return typed


def one(name: str, label: str, options: Mapping[str, str], language: str) -> str:
    """The value picked, of those offered; the first one stands for no choice and is not written into the address."""
    first = next(iter(options))
    value = text(name)
    asked = value if value in options else first
    key = _followed(name, language, asked)
    picked = st.selectbox(label, list(options), format_func=options.__getitem__, key=key)
    _written(name, key, picked, "" if picked == first else picked)
    return picked


def answer(name: str, label: str, options: Mapping[str, str], asked: str, language: str) -> str:
    """The answer picked to a plain question, of those offered; empty while there is none."""
    offered = asked if asked in options else None
    key = _followed(name, language, offered)
    picked = st.radio(label, list(options), format_func=options.__getitem__, key=key, index=None)
    _written(name, key, picked, picked or "")
    return picked or ""


def number(name: str, label: str, step: float, language: str, start: float | None = None) -> float | None:
    """A number from zero up, or None; what is not a number in the address is left out."""
    asked = amount(text(name), start)
    key = _followed(name, language, asked)
    picked = st.number_input(label, min_value=0.0, step=step, format="%.0f", value=None, key=key)
    _written(name, key, picked, "" if picked is None or picked == start else f"{picked:.0f}")
    return picked


def steps(name: str, labels: Mapping[str, str], choices: Sequence[float], start: float, language: str) -> list[float]:
    """One number of the choices for each label; the address holds them all, joined, unless all are as at the start."""
    wanted = [amount(value) for value in text(name).split(SEPARATOR)]
    if len(wanted) != len(labels) or not set(wanted) <= set(choices):
        wanted = [start] * len(labels)
    picked = []
    for (code, label), asked in zip(labels.items(), wanted, strict=True):
        key = _followed(f"{name}_{code}", language, asked)
        picked.append(st.select_slider(label, choices, key=key))
        st.session_state[f"{key}_address"] = picked[-1]
    is_changed = any(value != start for value in picked)
    _write(name, SEPARATOR.join(f"{value:g}" for value in picked) if is_changed else "")
    return picked


def held(*names: str) -> dict[str, str]:
    """What the address holds under these names now."""
    return {name: text(name) for name in names if name in st.query_params}


def amount(written: str | None, start: float | None = None) -> float | None:
    """A number from zero up in an address; what is not one is the start."""
    try:
        value = float(str(written))
    except ValueError:
        return start
    return value if 0 <= value < float("inf") else start


def _followed(name: str, language: str, asked: object) -> str:
    """The key of a picker; where the address has changed, the picker is set to what it asks for."""
    key = f"{PICKED}{name}_{language}"
    if key not in st.session_state or st.session_state.get(f"{key}_address") != asked:
        st.session_state[key] = asked
    return key


def _written(name: str, key: str, picked: object, written: str) -> None:
    st.session_state[f"{key}_address"] = picked
    _write(name, written)


def _write(name: str, written: str) -> None:
    """Put the choice into the address; another choice makes another list, which is shown from its first part."""
    if written != text(name):
        st.query_params.pop(PART, None)
    keep(name, written)
