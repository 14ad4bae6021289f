"""An index file: written, opened, refused."""

from pathlib import Path

import pytest
import tamis


def test_an_index_file_gives_what_its_lists_gave(screener: tamis.Screener, tmp_path: Path) -> None:
    path = tmp_path / "lists.tamis"
    screener.write(path)
    opened = tamis.Screener.open(str(path))
    assert [own.sha256 for own in opened.lists] == [own.sha256 for own in screener.lists]
    for name in ("김정은", "Kim Chong-un", "RYE SONG GANG 1", "nobody of that name"):
        assert opened.screen(name, threshold=0.6) == screener.screen(name, threshold=0.6)


def test_what_is_no_index_file_is_refused(screener: tamis.Screener, tmp_path: Path) -> None:
    path = tmp_path / "lists.tamis"
    with pytest.raises(tamis.FileError):
        tamis.Screener.open(path)
    path.write_text("ent_num,SDN_Name\n")
    with pytest.raises(tamis.FormatError, match="tamis lists build"):
        tamis.Screener.open(path)
    screener.write(path)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(tamis.FormatError, match="damaged"):
        tamis.Screener.open(path)
