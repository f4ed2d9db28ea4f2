"""Says a finding in the language of its reader: what is wrong and the way out. The findings themselves are English.

Which rules there are is known to the catalogue; nothing is judged here.
"""

import re

from sources.findings import rules
from sources.streams import streams

ENGLISH, FILE = "en", "file"
QUOTED = {"fr": "«\u202f{}\u202f»", "es": "«{}»"}
OR = {"fr": " ou ", "es": " o "}
# Suggestions end where the sentence about the way out begins; a name may hold full stops of its own.
CLOSEST = re.compile(r"Closest: (.+?)\. (?=Correct the cell|Use one of)")
CLOSEST_WORDS = {"fr": "Le plus proche\u202f: {names}. ", "es": "Lo más parecido: {names}. "}


# What a message about a whole file says beyond its title, in words of the reader.
DETAILS: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (
        re.compile(
            r"Nearest is (?P<stream>\w+): (?P<known>\d+) of (?P<all>\d+) columns are understood \((?P<seen>.*)\); missing is "
            r"(?P<missing>.+)\.$",
            re.DOTALL,
        ),
        {
            "fr": "Le plus proche est «\u202f{stream}\u202f»\u202f: {known} colonnes sur {all} sont comprises ({seen})\u202f; "
            "il manque {missing}.",
            "es": "Lo más cercano es «{stream}»: se entienden {known} de {all} columnas ({seen}); falta {missing}.",
        },
    ),
    (
        re.compile(
            r"looks like (?P<stream>\w+) \((?P<known>\d+) of its (?P<all>\d+) .*\), but has no column (?P<missing>.+)\.$",
            re.DOTALL,
        ),
        {
            "fr": "Cela ressemble à «\u202f{stream}\u202f» ({known} colonnes sur {all} comprises), mais il manque {missing}.",
            "es": "Parece «{stream}» (se entienden {known} de {all} columnas), pero falta {missing}.",
        },
    ),
    (
        re.compile(r"IATI activities flattened"),
        {
            "fr": "Ce sont des activités IITA mises à plat\u202f: envoyez plutôt le fichier XML.",
            "es": "Son actividades IATI en forma de tabla: envíe mejor el archivo XML.",
        },
    ),
    (
        re.compile(r"^The file has the headers of (?P<streams>.+) but no rows\.$"),
        {
            "fr": "Le fichier a les en-têtes de {streams}, mais aucune ligne\u202f: remplissez-en au moins une.",
            "es": "El archivo tiene los encabezados de {streams}, pero ninguna fila: rellene al menos una.",
        },
    ),
    (
        re.compile(r"^The IATI activity file holds no activity\.$"),
        {
            "fr": "Le fichier d’activités IITA ne contient aucune activité.",
            "es": "El archivo de actividades IATI no contiene ninguna actividad.",
        },
    ),
    (
        re.compile(r"^This is a folder or a link to one"),
        {
            "fr": "C’est un dossier, ou un lien vers un dossier\u202f; rien n’y a été lu.",
            "es": "Es una carpeta, o un enlace a una; no se leyó nada de ella.",
        },
    ),
    (
        re.compile(r"^There is no file here"),
        {
            "fr": "Il n’y a pas de fichier ici\u202f: le nom est faux, un lien est rompu, ou il a été retiré pendant la lecture.",
            "es": "Aquí no hay ningún archivo: el nombre es erróneo, un enlace está roto, o se retiró durante la lectura.",
        },
    ),
    (re.compile(r"mean the same field: (?P<pairs>.+)\.$", re.DOTALL), {"fr": "Ce sont {pairs}.", "es": "Son {pairs}."}),
    (re.compile(r"^Line (?P<line>\d+)"), {"fr": "Voir la ligne {line}.", "es": "Véase la línea {line}."}),
)


def said(rule_id: str, message: str, fix: str, language: str) -> tuple[str, str]:
    """What is wrong and what to do, in the language; a rule the catalogue lacks is said in English."""
    rule = rules().get(rule_id)
    if language == ENGLISH or rule is None:
        return message, fix
    title, guidance = (getattr(rule, f"{part}_{language}") for part in ("title", "guidance"))
    nearest = CLOSEST.search(fix)
    hint = CLOSEST_WORDS[language].format(names=nearest[1]) if nearest else ""
    return f"{title}.{_detail(message, language) if rule.stream == FILE else ''}", f"{hint}{guidance}"


def _detail(message: str, language: str) -> str:
    for pattern, told in DETAILS:
        if found := pattern.search(message):
            names = found.groupdict()
            if "streams" in names:
                known = [streams()[name].titles[language] for name in names["streams"].split(", ")]
                names["streams"] = ", ".join(QUOTED[language].format(title) for title in known)
            if "stream" in names and names["stream"] in streams():
                stream = streams()[names["stream"]]
                for field in stream.fields:
                    names["missing"] = names["missing"].replace(
                        f"'{field.titles['en']}'", f"'{field.titles[language]}'"
                    )
                names |= {"stream": stream.titles[language], "missing": names["missing"].replace(" or ", OR[language])}
            return " " + told[language].format(**names)
    return ""
