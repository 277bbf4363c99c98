"""Run netkeep as ``python -m netkeep``."""

from netkeep.cli.main import main

main()
