"""What should come of money in a history: a list of what stands, which knows nothing of frames or of the code of the rules.

Does not belong here: the histories, and how they are compared (`test_histories`).
"""

from dataclasses import dataclass, field

from tests.pipelines.rules.precedence.histories import History, Outcome, Place, Row, Tables, held, named_by, places

STREAM = "funding"
SET_ASIDE = ("MNY-015", "MNY-018", "MNY-023")  # gives way, is repeated, is no cash


def expected(history: History) -> Outcome:
    """What should become of each row of money."""
    model = Model()
    for _, rows in history.sent(STREAM):
        model.receive(rows)
    cash = {place: row for place, row in model.standing.items() if row["form"] == "cash"}
    replaced = [place for name in history.replaced() for place, _ in history.places(name, STREAM)]
    in_kind = [place for place in model.standing if place not in cash]
    return Outcome(list(cash), [*model.aside, *in_kind, *replaced], model.held, _sums(cash)).sorted()


def found(tables: Tables) -> Outcome:
    """What became of each row of money."""
    rows = tables["contributions"]
    rows = rows[rows["is_counted"].astype(bool)]
    sums = rows.groupby(["funder_id", "state"])["amount"].sum().to_dict()
    return Outcome(places(rows), named_by(tables, STREAM, *SET_ASIDE), held(tables, STREAM), sums).sorted()


def _sums(rows: dict[Place, Row]) -> dict[tuple[str, str], float]:
    sums: dict[tuple[str, str], float] = {}
    for row in rows.values():
        key = row["funder"], row["state"]
        sums[key] = sums.get(key, 0) + float(row["amount"])
    return sums


@dataclass
class Model:
    """What stands after each file: the rows that count, those that gave way, and those that are held."""

    standing: dict[Place, Row] = field(default_factory=dict)
    aside: list[Place] = field(default_factory=list)
    held: list[Place] = field(default_factory=list)

    def receive(self, rows: list[tuple[Place, Row]]) -> None:
        """Take a file: rows under an identifier replace those of their giver, the others what they are likely to correct."""
        before = dict(self.standing)
        now: dict[Place, Row] = {}
        for place, written in rows:
            earlier = [each for each, row in before.items() if own(row) and own(row) == own(read(written))]
            row = read(written, before[earlier[0]]["form"] if earlier else "cash")
            lacks = not row["date"] or (row["form"] == "cash" and not row["amount"])
            if lacks or own(row) in [own(each) for each in now.values() if own(each)]:
                self.held.append(place)
                continue
            now[place] = row
            for each in earlier:
                self._give_way(each)
        for thing in {thing_of(row) for row in now.values() if not own(row)}:
            self._correct(
                [place for place, row in before.items() if not own(row) and thing_of(row) == thing],
                [place for place, row in now.items() if not own(row) and thing_of(row) == thing],
                before | now,
            )
        self.standing |= now

    def _correct(self, earlier: list[Place], later: list[Place], rows: dict[Place, Row]) -> None:
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
        self.aside.append(place)
        self.standing.pop(place)


def read(row: Row, usual_form: str = "cash") -> Row:
    """What a row says, however it is written."""
    funder = "-".join(row["funder"].lower().split())
    identifier = row["contribution_id"].lstrip("0")
    return row | {"funder": funder, "contribution_id": identifier, "form": row["form"] or usual_form}


def own(row: Row) -> tuple[str, str] | None:
    """Giver and identifier, where the sender gave one: an identifier belongs to its giver."""
    return (row["funder"], row["contribution_id"]) if row["contribution_id"] else None


def thing_of(row: Row) -> tuple[str, ...]:
    """What a correction leaves alone."""
    return row["funder"], row["date"], row["currency"], row["form"]
