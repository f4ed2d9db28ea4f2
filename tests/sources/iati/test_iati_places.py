"""Countries and regions of an IATI activity: which are kept, mapped to which codes, with which percentages."""

from hypothesis import given
from hypothesis import strategies as st

from sources.iati.places import Place, placed


def country(code: str, percentage: str | None = None) -> Place:
    return Place(code, percentage)


def test_a_region_beside_a_country_is_implied_unless_the_publisher_split_between_them() -> None:
    assert placed([country("KE")], [Place("298", "100", "1")]) == ("KE", None, None, None)
    assert placed([country("KE", "60")], [Place("298", "40", "1")]) == ("KE", "60", "002", "40")
    assert placed([country("KE", "60"), country("UG", "40")], [Place("298", "100")]) == ("KE;UG", "60;40", None, None)


def test_regions_of_both_vocabularies_become_m49_regions_and_parts_of_one_add_up() -> None:
    assert placed([], [Place("1027", "30", "1"), Place("1028", "30.5"), Place("889", "39.5")])[2:] == (
        "002;009",
        "60.5;39.5",
    )
    assert placed([], [Place("15", None, "2"), Place("419", None, "2")])[2:] == ("002;019", None)
    assert placed([], [Place("289", "100", "1"), Place("202", "100", "2")])[2:] == ("002", "100")
    assert placed([], [Place("998", "100", "1")]) == (None, None, None, None)


@given(st.lists(st.tuples(st.sampled_from(["KE", "UG", "ML"]), st.integers(0, 100)), max_size=6))
def test_merging_places_loses_no_percent_and_names_each_country_once(stated: list[tuple[str, int]]) -> None:
    countries, shares, _, _ = placed([country(code, str(share)) for code, share in stated], [])
    codes, parts = (countries or "").split(";"), (shares or "0").split(";")
    assert len(set(codes)) == len(codes)
    assert sum(map(int, parts)) == sum(share for _, share in stated)
