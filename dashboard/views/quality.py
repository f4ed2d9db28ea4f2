"""What is wrong in the files that came in, by stream, file and rule?"""

from dashboard import queries, shell
from dashboard.figures import columns, foot, tables
from dashboard.findings import record

ROWS_SHOWN = 100

here = shell.here()
words = here.words
problems, counts = queries.table(here.path, "marts.problems"), queries.problem_counts(here.path)

shell.headline(here, record.quality(problems, words))
if len(problems):
    here.show(
        tables.register(counts, columns.PROBLEM_COUNTS, words("quality.counts_caption"), words, here.links),
        "problem_counts",
    )
    shell.heading(words("quality.rows"))
    shown = problems.head(ROWS_SHOWN)
    caption = words("quality.caption", shown=len(shown), total=len(problems))
    here.show(tables.register(shown, columns.PROBLEMS, caption, words, here.links), "problems")
foot.foot(here, "problems", words("source.release"), problems)
shell.missing(here, words("missing.quality"), words("missing.quality_who"))
