"""What holds after every import, for all other files of the corpus (`assert_kept` says what)."""

from pathlib import Path

import pytest

from tests.exchange.importing import Book, Import, assert_kept
from tests.exchange.reported import CORPUS, SKIP

pytestmark = pytest.mark.skipif(SKIP[0], reason=SKIP[1])
IMPORTS = [
    *(Import("vcard", (path,)) for path in sorted(CORPUS.glob("vcard/*.vcf"))),
    Import("vcard", (CORPUS / "vcard",)),
    Import("vcard", (CORPUS / "vcard",), ("--source", "phone")),
    Import("linkedin", (CORPUS / "linkedin",)),
    *(Import("calendar", (path,)) for path in sorted(CORPUS.glob("ics/*.ics"))),
]
_NOTHING_READ = 2


@pytest.mark.parametrize("wanted", IMPORTS, ids=lambda wanted: " ".join([wanted.paths[0].name, *wanted.options]))
def test_is_kept_as_it_was_read(tmp_path: Path, wanted: Import) -> None:
    book = Book(tmp_path / "vault")
    before = book.everything()
    done = book.take(wanted)
    if done.code == _NOTHING_READ:
        assert book.everything() == before, done.out
    else:
        assert done.code == 0, done.out
        assert_kept(book, [wanted], tmp_path)
