"""A large vault, whose owner has exported a day as the guide says: every command that reads it answers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.generate import TODAY, write_vault
from tests.vaults import make_vault

JOB = "---\norg: Acme\ntitle: Engineer\nkind: contract\nfrom: 2026-01\nto: 2026-12-18\n---\n"
QUESTIONS = (
    *(
        "due",
        "list",
        "show person-000001",
        "show acme",
        "find tuva",
        "who acme",
        "path acme",
        "hunt acme",
        "suggest",
        "stats",
        "check",
    ),
    *("sweep", "leave", "exposure", "asks", "merge", "doctor", "import --triage"),
    *("export csv", "export json", "export vcard", "export ics"),
)


@pytest.mark.thorough  # forty commands in a vault of 1,500
def test_the_day_may_come_from_the_environment(tmp_path: Path) -> None:
    write_vault(1500, tmp_path)
    make_vault(
        tmp_path,
        {
            "netkeep.toml": "format = 1\n",
            "jobs/acme.md": JOB,
            "people/ada.md": "---\nname: Ada\nroles: [{org: Acme}]\n---\n\n## Log\n\n- 2026-05-01 coffee\n",
        },
    )
    environment = {**os.environ, "NETKEEP_TODAY": TODAY.isoformat()}
    for question in QUESTIONS:
        command = [sys.executable, "-m", "netkeep", *question.split()]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (question, done.returncode) == (question, 0), done.stderr
