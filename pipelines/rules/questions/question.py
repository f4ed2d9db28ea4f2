"""A question: one thing that is missing, and what an answer would settle.

Does not belong here: what is asked of an indicator (`verdicts`), or of a register (`registers`).
"""

from dataclasses import dataclass

# What nobody but the sender can fill in.
OPEN = ""
Cells = tuple[tuple[str, str], ...]  # fields of a stream with what stands in them


@dataclass(frozen=True)
class Question:
    """One thing that is missing, who can supply it, and the row of a template that would say it.

    `needed` holds, for each horizon at which an indicator waits for this answer, of how many answers it is one;
    `touched` the horizons with a verdict that the answer may change. A question without a stream has no template,
    one without objectives is of the Initiative as a whole.
    """

    kind: str
    supplier: str
    stream: str = ""
    cells: Cells = ()
    objectives: tuple[str, ...] = ()
    indicator_code: str = ""
    row_key: str = ""
    count: int = 1
    horizon: int = 0
    needed: tuple[tuple[int, int], ...] = ()
    touched: tuple[int, ...] = ()

    @property
    def settled(self) -> tuple[int, ...]:
        """The horizons at which this answer alone makes the indicator assessable."""
        return tuple(horizon for horizon, answers in self.needed if answers == 1)

    @property
    def weight(self) -> float:
        """How much of a verdict the answer is: 1 for each horizon that it settles alone, a half where it is one of two."""
        return sum(1 / answers for _, answers in self.needed)


def in_order(questions: list[Question]) -> tuple[Question, ...]:
    """The questions by how much an answer would settle; equal ones by objective, indicator and kind."""
    return tuple(
        sorted(
            questions,
            key=lambda one: (
                -len(one.settled),
                -round(one.weight, 6),
                -len(one.touched),
                len(one.objectives) != 1,
                one.objectives,
                one.indicator_code,
                one.kind,
                one.horizon,
                one.row_key,
            ),
        )
    )
