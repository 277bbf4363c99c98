import os
import shutil
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from netkeep.exchange.candidate import Entry
from netkeep.exchange.merging.order import Clock, order
from netkeep.model.dates import PartialDate
from netkeep.model.people import Role
from tests.exchange.linkedin.archives import read

pytestmark = pytest.mark.skipif("NETKEEP_CORPUS" not in os.environ, reason="NETKEEP_CORPUS names no test data")


def test_public_archive() -> None:
    found = read(Path(os.environ["NETKEEP_CORPUS"]) / "linkedin")
    assert found.problems == ()
    assert found.counts == {
        "connections": 2000,
        "endorsements": 2200,
        "invited, not connected": 6,
        "positions": 11,
        "recommendations": 48,
    }
    assert found.as_of == date(1852, 12, 28)
    assert len(found.jobs) == 11
    start, end = PartialDate(2022, 10, 1), PartialDate(2024, 7, 1)
    assert found.jobs[0].role == Role("Cyberdyne Systems", "Staff Engineer", start=start, end=end)
    assert len({one.uid for one in found.candidates}) == len(found.candidates) == 2027
    kinds = Counter(entry.kind for one in found.candidates for entry in one.values("log", Entry))
    assert kinds == {
        "connected": 2000,
        "received endorsement": 688,
        "gave endorsement": 1489,
        "received recommendation": 27,
        "gave recommendation": 21,
    }
    babbage = found.candidates[0]
    assert (babbage.name, babbage.uid) == ("Charles Babbage", "linkedin.com/in/fake-charles-babbage")
    assert list(babbage.values("roles", Role)) == [Role("Analytical Engines (stealth)", "Founder & CTO")]


def test_public_archive_packed_and_unpacked_and_changed(tmp_path: Path) -> None:
    folder = Path(os.environ["NETKEEP_CORPUS"]) / "linkedin"
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as archive:
        for table in sorted(folder.glob("*.csv")):
            archive.writestr(zipfile.ZipInfo(table.name, (2025, 2, 3, 12, 0, 0)), table.read_bytes())
    packed = read(tmp_path / "packed.zip")
    changed = shutil.copytree(folder, tmp_path / "changed") / "Connections.csv"
    changed.write_text(changed.read_text().replace("Analytical Engines (stealth)", "Zero Inc"))
    clocks = [Clock.of(packed), Clock.of(read(tmp_path / "changed"))]
    assert [one.as_of for one in clocks] == [date(2025, 2, 3), date(1852, 12, 28)]
    assert packed.days == {
        "connections": date(1852, 12, 28),
        "endorsements given": date(1852, 5, 14),
        "endorsements received": date(1852, 5, 14),
        "invitations": date(1851, 11, 23),
        "recommendations given": date(1850, 12, 13),
        "recommendations received": date(1851, 6, 26),
    }
    assert [order(*clocks), order(*reversed(clocks))] == ["same", "same"]
