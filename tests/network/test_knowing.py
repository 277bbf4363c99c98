"""Those who know someone at an organisation, asked for alone, are those of all the ways in."""

from datetime import date
from pathlib import Path

from netkeep.network.employers import Employers
from netkeep.network.who import knowing, who
from netkeep.store.load import load
from tests.vaults import make_vault


def test_who_knows_someone_there_is_who_does_of_all_ways_in(tmp_path: Path) -> None:
    files = {
        "people/ada.md": "---\nname: Ada\nroles: [{org: Acme}]\nknows: [bob, eve]\n---\n",
        "people/bob.md": "---\nname: Bob\n---\n",
        "people/cyd.md": "---\nname: Cyd\nintroduced_by: ada\n---\n\n## Log\n\n- 2026-10-01 lunch: Hello.\n",
        "people/dee.md": "---\nname: Dee\nknows: [ada]\narchived: retired\n---\n",
        "people/eve.md": "---\nname: Eve\nroles: [{org: Acme, to: 2020}]\n---\n",
    }
    vault, today = load(make_vault(tmp_path, files)), date(2026, 11, 22)
    acme = vault.orgs.of("Acme")
    assert acme is not None
    found = knowing(vault, Employers(exact=(acme,)), today)
    assert [way.contact.id for way in found] == ["cyd", "bob", "dee"]
    assert found == tuple(way for way in who(vault, Employers(exact=(acme,)), today) if way.standing == "knows")
