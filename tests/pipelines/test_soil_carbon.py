"""The shipped figures of soil carbon are those of the published maps, summed over countries."""

import pandas as pd
import pytest

from tests.places import SHARED_DATA
from warehouse.contracts import TABLES
from warehouse.contracts.gate import gate
from warehouse.settings import ROOT

SHIPPED = ROOT / "sources" / "record" / "context" / "soil_carbon.csv"
SUMMED = SHARED_DATA / "indicators" / "soc-by-country-0-30cm-derived.csv"
COLUMNS = {
    "soil_area_Mha": "soil_area_mha",
    "soc_mean_tC_ha": "soc_mean_t_ha",
    "soc_stock_2010_MtC": "soc_stock_mt",
    "soc_stock_no_landuse_MtC": "soc_stock_no_landuse_mt",
    "soc_change_MtC": "soc_change_mt",
    "four_per_mille_of_stock_MtC_per_yr": "four_per_mille_mt_per_year",
}


def shipped() -> pd.DataFrame:
    return pd.read_csv(SHIPPED, keep_default_na=False, na_values=[""]).set_index("country_code")


def test_every_country_has_one_row_that_names_its_source_and_passes_the_contract() -> None:
    figures = shipped()
    gate(TABLES["core.soil_carbon"], figures.reset_index())
    assert figures["source"].str.contains("doi:10.1073/pnas.1706103114", regex=False).all()
    known = pd.read_csv(ROOT / "sources" / "strategy" / "countries.csv", keep_default_na=False)["country_code"]
    assert set(figures.index) <= set(known)


def test_the_change_is_the_stock_less_the_stock_without_land_use_and_4_per_1000_is_that_of_the_stock() -> None:
    figures = shipped().dropna()
    change = figures["soc_stock_mt"] - figures["soc_stock_no_landuse_mt"]
    assert (change - figures["soc_change_mt"]).abs().max() < 0.02  # both stocks are rounded to two digits
    assert (figures["soc_stock_mt"] * 0.004 - figures["four_per_mille_mt_per_year"]).abs().max() < 0.001


def test_the_shipped_figures_are_those_summed_from_the_maps_and_an_empty_map_is_no_zero() -> None:
    if not SUMMED.exists():
        pytest.skip(f"the sums over countries are not here: {SUMMED}")
    summed = pd.read_csv(SUMMED, keep_default_na=False, na_values=[""]).dropna(subset=["iso_a3"])
    summed = summed.set_index("iso_a3").rename(columns=COLUMNS)[list(COLUMNS.values())].sort_index()
    figures = shipped()[list(COLUMNS.values())].sort_index()
    assert figures.index.tolist() == summed.index.tolist()
    assert figures["soil_area_mha"].tolist() == summed["soil_area_mha"].tolist()
    # The map has no value for 18 countries and areas, small islands and Antarctica: a mean of exactly 0 t C/ha is no measurement.
    is_empty = summed["soc_mean_t_ha"] == 0
    assert is_empty.sum() == 18
    assert figures[is_empty].drop(columns="soil_area_mha").isna().all(axis=None)
    pd.testing.assert_frame_equal(figures[~is_empty], summed[~is_empty], check_names=False)
