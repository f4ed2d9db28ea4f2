"""Any history of files gives the totals of a plain model, and no row of it leaves in silence.

The model keeps a list of what stands and knows nothing of frames, rules or the order of columns.
"""

from dataclasses import dataclass, field
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sending_rows import FIRST_ROW, Answer, answered

FUNDERS = ("Loam Trust", "Loam Trust", "Silt Fund")
DAYS = ("2025-03-01", "2025-03-01", "2025-04-01")
STATES = ("pledged", "committed")
Money = dict[str, str]
Place = tuple[str, int]

money = st.fixed_dictionaries(
    {
        "contribution_id": st.sampled_from(["", "", "", "1"]),
        "funder": st.sampled_from(FUNDERS),
        "date": st.sampled_from(DAYS),
        "state": st.sampled_from(STATES),
        "amount": st.sampled_from(["10", "20"]),
        "currency": st.sampled_from(["EUR", "EUR", "EUR", "no such"]),
    }
)
# Each file: its rows, and the instant in which it was received. Few instants, so that files share one.
histories = st.lists(st.tuples(st.lists(money, min_size=1, max_size=4), st.integers(0, 2)), min_size=1, max_size=4)


@dataclass
class Model:
    """What stands after each file, by hand: the rows that count, those that gave way, and those that are held."""

    standing: dict[Place, Money] = field(default_factory=dict)
    aside: set[Place] = field(default_factory=set)
    held: set[Place] = field(default_factory=set)

    def receive(self, name: str, rows: list[Money]) -> None:
        """Take a file: rows under an identifier replace those of their giver, the others what they are likely to correct."""
        before = dict(self.standing)
        now: dict[Place, Money] = {}
        seen = set()
        for number, row in enumerate(rows, start=FIRST_ROW):
            known = (row["funder"], row["contribution_id"])
            if row["contribution_id"] and known in seen:
                self.held.add((name, number))
                continue
            seen.add(known)
            now[name, number] = row
            for place, earlier in before.items():
                if row["contribution_id"] and known == (earlier["funder"], earlier["contribution_id"]):
                    self._give_way(place)
        for thing in {thing_of(row) for row in now.values() if not row["contribution_id"]}:
            self._correct(
                [place for place, row in before.items() if not row["contribution_id"] and thing_of(row) == thing],
                [place for place, row in now.items() if not row["contribution_id"] and thing_of(row) == thing],
                before | now,
            )
        self.standing |= now

    def _correct(self, earlier: list[Place], later: list[Place], rows: dict[Place, Money]) -> None:
        for place in list(later):
            equal = [each for each in earlier if rows[each] == rows[place]]
            if equal:
                earlier.remove(equal[0])
                later.remove(place)
                self._give_way(equal[0])
        for name in ("state", "amount"):
            for value in {rows[place][name] for place in later}:
                ones = [place for place in earlier if rows[place][name] == value]
                others = [place for place in later if rows[place][name] == value]
                if len(ones) == len(others) == 1:
                    earlier.remove(ones[0])
                    later.remove(others[0])
                    self._give_way(ones[0])
        if len(earlier) == len(later) == 1:
            self._give_way(earlier[0])

    def _give_way(self, place: Place) -> None:
        self.aside.add(place)
        self.standing.pop(place)

    def totals(self) -> dict[str, float]:
        """The sum of each state."""
        sums: dict[str, float] = {}
        for row in self.standing.values():
            sums[row["state"]] = sums.get(row["state"], 0) + float(row["amount"])
        return sums


def thing_of(row: Money) -> tuple[str, ...]:
    """What a correction leaves alone."""
    return row["funder"], row["date"], row["currency"]


def modelled(sent: dict[str, list[Money]], instants: dict[str, int]) -> Model:
    """The model after all files, in the order of receipt, and of one instant by their names."""
    model = Model()
    for name in sorted(sent, key=lambda name: (instants[name], name)):
        model.receive(name, sent[name])
    return model


def places(answer: Answer, is_counted: bool) -> set[Place]:
    rows = answer.tables["contributions"]
    rows = rows[rows["is_counted"].astype(bool) == is_counted]
    return set(zip(rows["source_file"], rows["source_row"].astype(int), strict=True))


def totals(answer: Answer) -> dict[str, float]:
    rows = answer.tables["contributions"]
    return rows[rows["is_counted"].astype(bool)].groupby("state")["amount"].sum().to_dict()


@given(histories, st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=20, deadline=None)
def test_any_history_gives_the_totals_of_the_model_and_every_row_has_one_fate(
    history: list, chance: Random, is_withdrawn: bool
) -> None:
    """Files are sent, corrected, received in one instant, withdrawn, and read in any order."""
    sent = {f"{number}.csv": rows for number, (rows, _) in enumerate(history)}
    instants = {f"{number}.csv": instant for number, (_, instant) in enumerate(history)}
    if is_withdrawn and len(sent) > 1:
        sent.popitem()
    shuffled = sorted(sent, key=lambda _: chance.random())
    answer = answered({name: {"funding": sent[name]} for name in shuffled}, received=instants)
    model = modelled(sent, instants)
    assert totals(answer) == model.totals()
    assert places(answer, is_counted=True) == set(model.standing)
    assert places(answer, is_counted=False) == model.aside
    assert set(answer.said("FND-009")) == model.held
    read = {(name, number) for name, rows in sent.items() for number in range(FIRST_ROW, FIRST_ROW + len(rows))}
    assert read == set(model.standing) | model.aside | model.held
    aside = set(answer.said("MNY-015")) | set(answer.said("MNY-018"))
    assert aside == model.aside
