from pathlib import Path

from tests.cli.conftest import Netkeep
from tests.vaults import make_vault


def test_a_tie_explained(tmp_path: Path, netkeep: Netkeep) -> None:
    log = "".join(f"- 2020-0{month}-01 email\n" for month in range(9, 0, -1))
    entries = f"- 2024-06-07 coffee\n- 2023-06-08 gave recommendation\n- 2023-01-01 note\n- 2021-01-01 call\n{log}"
    make_vault(tmp_path, {"people/ada.md": f"---\nname: Ada\n---\n\n## Log\n\n{entries}"})
    assert netkeep("show", "ada", "--why") == (
        0,
        """\
Ada
  warm tie: 6.7 (close from 12, warm from 5, acquainted from 1.5, weak from 0)
  contact in the last 2 years ([memory] fades_after)

                                      weighs  left
  2024-06-07  coffee                     3.0   3.0
  2023-06-08  gave recommendation        6.0   3.0
  2021-01-01  call                       2.0   0.2
  2020-09-01  email                      1.0   0.1
  2020-08-01  email                      1.0   0.1
  2020-07-01  email                      1.0   0.1
  2020-06-01  email                      1.0   0.1
  2020-05-01  email                      1.0   0.1
  2020-04-01  email                      1.0   0.1
  2020-03-01  email                      1.0   0.1
  2020-02-01  email                      1.0   0.0
  2020-01-01  email                      1.0   0.0
""",
        "",
    )


def test_a_long_log_is_summed_up(tmp_path: Path, netkeep: Netkeep) -> None:
    log = (
        "".join(f"- 2021-{month:02}-01 visit\n" for month in range(12, 0, -1))
        + "- 2020-06-08 visit\n- 2020-06-08 call\n"
    )
    make_vault(tmp_path, {"people/ada.md": f"---\nname: Ada\n---\n\n## Log\n\n{log}"})
    lines = netkeep("show", "ada", "--why").out.splitlines()
    assert lines[2] == "  no contact in 2 years ([memory] fades_after); the last was 2 years ago"
    assert lines[-1] == "  and 2 older, which add 0.4"


def test_no_tie(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/ada.md": "---\nname: Ada\n---\n"})
    assert netkeep("show", "ada", "--why").out == "Ada\n  no tie yet: nothing in a log counts as contact\n"
