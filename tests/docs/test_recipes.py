"""The scripts by which an owner is reminded run as the documents have them, and tell no name."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.programs import ROOT, environment_with_netkeep
from tests.vaults import make_vault

BO = "---\nname: Bo Example\n---\n\n- [ ] 2024-06-04 send him the list\n"


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")
@pytest.mark.parametrize(
    ("person", "told"), [(BO, "netkeep 1 to contact this week\n"), ("---\nname: Bo\narchived: moved\n---\n", "")]
)
def test_the_nudge_tells_how_many(tmp_path: Path, person: str, told: str) -> None:
    make_vault(tmp_path, {"people/bo.md": person})
    environment = {**environment_with_netkeep(tmp_path), "NETKEEP_TODAY": "2024-06-05"}
    notify = tmp_path / ".netkeep/bin/notify-send"
    notify.write_text('#!/bin/sh\necho "$@"\n')
    notify.chmod(0o755)
    scripts = re.findall(r"```sh\n(#!/bin/sh\n.*?)```", (ROOT / "docs/pipes.md").read_text(), re.DOTALL)
    assert len(scripts) == 1
    done = subprocess.run(["sh", "-c", scripts[0]], env=environment, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (told, "")
