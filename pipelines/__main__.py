"""`python -m pipelines` is `sic`."""

from pipelines.cli import main

main()
