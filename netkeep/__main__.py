"""Run netkeep as ``python -m netkeep``."""

from netkeep.cli.entry import main

main()
