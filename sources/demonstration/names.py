"""Invented names: places that are on no map, and what may be called after them. Each name of a thing says that it is made up.

Does not belong here: how many of each there are.
"""

from random import Random

MARK = "(made up)"
FIRST = tuple(
    "Amber Brindle Cinder Dapple Elder Fern Gild Hazel Ivory Juniper Kestrel Larch Mallow "  # noqa: SIM905
    "Nettle Oaken Pebble Quill Russet Sorrel Thistle Umber Velvet Willow Yarrow Zephyr".split()
)
LAST = ["vale", "moor", "ford", "ridge", "mere", "hollow", "marsh", "haven", "combe", "fell", "brook", "down"]
PLACES = tuple(f"{first}{last}" for first in FIRST for last in LAST)
# What an organisation of each college is called; the weights are how common the college is.
CALLED = {
    "research_education": ("Institute for Soils of {}", "{} University of Agroecology", "{} School of Land Use"),
    "civil_society": ("{} Land Care Network", "Friends of the Soils of {}", "{} Village Forum"),
    "producers_organisation": ("Farmers' Union of {}", "{} Growers' Cooperative", "Herders of {}"),
    "private_company": ("{} Compost Company", "{} Seeds and Trees", "{} Soil Advisers"),
    "state_local_authority": ("District Council of {}", "Land Office of {}", "{} Water and Soil Board"),
    "donor_foundation": ("{} Soil Fund", "{} Foundation", "{} Trust for Farming"),
    "international_organisation": ("Alliance of the Rivers of {}", "{} Dryland Convention"),
}
INSTITUTIONS = ("{} Development Bank", "{} Climate Facility", "{} Endowment")  # funders that were contacted
PRACTICES = {
    "Compost": "compost; organic manure",
    "Cover crops": "cover crops; crop rotation",
    "Agroforestry": "agroforestry; shade trees",
    "Terraces": "terraces; soil and water conservation",
    "Living hedges": "hedges; windbreaks",
    "Rested pastures": "rotational grazing; pasture management",
    "Biochar": "biochar; compost",
    "Mulch and no tillage": "mulching; no tillage",
    "Rewetted peat": "peat restoration",
    "Soil surveys": "soil survey; measurement",
}
PEOPLE = (
    "smallholders",
    "herders",
    "fruit growers",
    "village schools",
    "women farmers",
    "young farmers",
    "vine growers",
)


def made_up(name: str) -> str:
    """The name with the mark by which everybody sees that there is no such thing."""
    return f"{name} {MARK}"


def organisation_names(kind: str, count: int, dice: Random) -> list[str]:
    """Different names of organisations of a college, or of institutions."""
    called = CALLED.get(kind, INSTITUTIONS)
    every = [made_up(form.format(place)) for form in called for place in PLACES]
    return dice.sample(every, count)


def project_titles(count: int, dice: Random) -> list[tuple[str, str, str]]:
    """Different titles of projects, each with the place and the practice in it."""
    every = [(practice, people, place) for practice in PRACTICES for people in PEOPLE for place in PLACES[::3]]
    return [
        (made_up(f"{practice} with the {people} of {place}"), place, practice)
        for practice, people, place in dice.sample(every, count)
    ]
