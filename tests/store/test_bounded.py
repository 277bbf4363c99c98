"""Files read into memory, and no more of them than was asked for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.store.bounded import read_bounded


@given(data=st.binary(max_size=40), most=st.integers(0, 40))
def test_so_many_bytes_and_one_more(tmp_path_factory: pytest.TempPathFactory, data: bytes, most: int) -> None:
    file = tmp_path_factory.getbasetemp() / "file"
    file.write_bytes(data)
    assert read_bounded(file, most) == data[: most + 1]


def test_a_file_of_several_pieces(tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    (tmp_path / "file").write_bytes(data)
    assert read_bounded(str(tmp_path / "file"), 1_000_000) == data
    assert read_bounded(tmp_path / "file", 200_000) == data[:200_001]


def test_a_file_that_says_it_is_empty_is_read() -> None:
    # Files of the system have no size until they are read.
    status = Path("/proc/self/status")
    if not status.exists():
        pytest.skip("there is no such file system here")
    assert read_bounded(status, 1_000_000).startswith(b"Name:")
    assert len(read_bounded(status, 3)) == len("Name")


def test_what_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_bounded(tmp_path / "none", 10)
