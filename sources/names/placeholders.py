"""Words that people write in place of a name they do not have: no organisation, no project and no identifier.

The one list of them, and of the words for the whole world; what follows from such a word is judged in `sources.admission`.
"""

import re

from sources.streams import normal

LONGEST = 60  # letters of a text that may be a placeholder
_DIGIT = re.compile(r"\d")  # no placeholder has one

_PLACEHOLDERS = (
    "na n/a n.a. n.d. nd tbd t.b.d. tbc t.b.c. tba nil none null nan unknown unnamed undefined undetermined",
    "inconnu inconnue aucun aucune néant desconocido desconocida ninguno ninguna",
)
_PHRASES = (
    "to be decided;to be determined;to be defined;to be confirmed;to be announced;to be completed;not applicable",
    "not available;not known;not yet known;not decided;not decided yet;not specified;not stated;no name;no data",
    "à définir;à déterminer;à confirmer;à préciser;à compléter;à venir;non défini;non applicable;non disponible",
    "non communiqué;non précisé;non renseigné;sans objet;pas encore connu",
    "por definir;por determinar;por decidir;por confirmar;a definir;no aplica;no aplicable;no disponible;no definido",
    "sin definir;sin datos;sin nombre;se desconoce;no se sabe",
)
PLACEHOLDERS = frozenset(
    normal(word) for word in (*" ".join(_PLACEHOLDERS).split(), *";".join(_PHRASES).split(";"), "#N/A", "XXX", "xx")
)
_WHOLE = (
    "world;the world;whole world;worldwide;world wide;total;grand total;overall;global;globally;all;all countries",
    "all regions;international;multi-country;monde;le monde;monde entier;mondial;ensemble;tous;tous les pays;tous pays",
    "mundo;el mundo;mundial;todo el mundo;todos;todos los países;todas las regiones;toutes les régions",
)
WHOLE_WORLD = frozenset(normal(word) for word in ";".join(_WHOLE).split(";"))


def is_placeholder(text: str) -> bool:
    """Whether a text stands for "not known" or "not decided", or has no letter and no digit at all ('?', '...')."""
    if _DIGIT.search(text) or len(text) > LONGEST:
        return False
    form = normal(text)
    return not form or form in PLACEHOLDERS


def is_whole_world(text: str) -> bool:
    """Whether a text in a cell of places means all of them: World, Total, tous les pays."""
    return normal(text) in WHOLE_WORLD
