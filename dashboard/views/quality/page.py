"""What is wrong in the files that came in, by stream, file and rule?"""

from dataclasses import replace

from dashboard.queries import problem_rows
from dashboard.rendering.headlines import record
from dashboard.rendering.registers import columns, figured, tables
from dashboard.shell import address, foot, headings, page_foot, parts
from dashboard.shell.here import current

GROUPS_SHOWN, ROWS_SHOWN = 50, 50

here = current()
words = here.words
counts = record.rules_named(problem_rows.counts(here.path), words)
total = int(counts["findings_count"].sum())
part = parts.chosen(address.PART, total, ROWS_SHOWN)
problems = problem_rows.open_ones(here.path, part)
problems = replace(problems, shown=record.in_words(problems.shown, words))

headings.headline(here, record.quality(here.figures, words))
if total:
    groups, caption = parts.chosen("groups", len(counts), GROUPS_SHOWN), words("quality.counts_caption")
    shown = tables.register(
        groups.of(counts), columns.PROBLEM_COUNTS, caption, words, here.links, numbers=figured.FINDINGS.of(here.figures)
    )
    here.show(shown, "problem_counts")
    parts.show(here, "groups", groups, len(counts), "quality")
    headings.heading(words("quality.rows"))
    caption = words("quality.caption", n=total)
    here.show(tables.register(problems.shown, columns.PROBLEMS, caption, words, here.links), "problems")
    parts.show(here, address.PART, part, total, "quality")
foot.foot(here, "problems", here.made_from("release"), problems, columns.PROBLEM_ROWS)
page_foot.missing(here, "quality")
