"""The made-up world: what invented partners would send, as files in the real formats, dated so that it never ages.

Each topic makes its rows from the calendar and the seed; `world` says which file they are sent in and when. A name that is made up
says so: that of an organisation, a project or an event ends with "(made up)", an identifier begins with DEMO, places are invented,
addresses are at example.org. Countries, objectives and currencies are real, because maps and rules know no others.
Does not belong here: reading these files, which the house does as it reads any other (`files`, `admission`).
"""
