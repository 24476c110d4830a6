"""Opens the zip of a Word file after looking at what it claims, and its XML parts without entities."""

import re
import stat
import zipfile
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from app.adapters.text.errors import Unreadable

MOST_PARTS = 2000
MOST_BYTES = 150 << 20
"""Of all parts together, as the archive states them; the parts that are read are held to MOST_XML each."""
MOST_XML = 30 << 20
MOST_RATIO = 200
RATIO_FROM = 8 << 20
"""Bytes below which a ratio says nothing: an empty form of a thousand rows shrinks as well as a bomb does."""
DEEPEST = 250

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_LOCAL_HEADER = 30
_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")


class Archive:
    """The parts of one Word file. Raises Unreadable: broken, bomb, encrypted, macro, spreadsheet, unknown-kind."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
            raise Unreadable("broken") from error
        self._check(infos)
        self.names = {one.filename for one in infos}
        self.main = self._main()
        if self.main not in self.names:
            raise Unreadable("spreadsheet" if "xl/workbook.xml" in self.names else "unknown-kind")

    def _check(self, infos: list[zipfile.ZipInfo]) -> None:
        """Counts, sizes and names, before one byte is unpacked."""
        if len(infos) > MOST_PARTS or sum(one.file_size for one in infos) > MOST_BYTES:
            raise Unreadable("bomb")
        for one in infos:
            if one.flag_bits & 0x2041:
                raise Unreadable("encrypted")
            if one.file_size > RATIO_FROM and one.file_size > MOST_RATIO * max(1, one.compress_size):
                raise Unreadable("bomb")
            if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Unreadable("broken")
            if _escapes(one.filename) or stat.S_ISLNK(one.external_attr >> 16):
                raise Unreadable("broken")
        if len({one.filename.lower() for one in infos}) != len(infos):
            raise Unreadable("broken")
        if any(one.filename.lower().rpartition("/")[2] in _MACROS for one in infos):
            raise Unreadable("macro")
        self._check_places(infos)

    def _check_places(self, infos: list[zipfile.ZipInfo]) -> None:
        """No two entries share bytes, and nothing stands before the first: so overlap bombs and second archives are out."""
        at = 0
        for one in sorted(infos, key=lambda info: info.header_offset):
            if one.header_offset < at:
                raise Unreadable("bomb")
            if at == 0 and one.header_offset != 0:
                raise Unreadable("broken")
            at = one.header_offset + _LOCAL_HEADER + len(one.orig_filename) + one.compress_size

    def _main(self) -> str:
        """Where the document stands: Word may name it otherwise, the package says so."""
        if "[Content_Types].xml" in self.names and b"macroEnabled" in self._bytes("[Content_Types].xml"):
            raise Unreadable("macro")
        return self._related("_rels/.rels", "").get("officeDocument", "word/document.xml")

    def part(self, kind: str) -> Any | None:
        """The XML of the part that the document relates to as `kind`, such as "numbering"; None where there is none."""
        folder, _, name = self.main.rpartition("/")
        related = self._related(f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
        found = related.get(kind, f"{folder}/{kind}.xml".lstrip("/"))
        return self.xml(found) if found in self.names else None

    def _related(self, name: str, folder: str) -> dict[str, str]:
        if name not in self.names:
            return {}
        found: dict[str, str] = {}
        for one in self.xml(name):
            kind, target = one.get("Type") or "", one.get("Target") or ""
            # An outside target is never followed: it could tell another host that the file was opened.
            if one.get("TargetMode") == "External":
                continue
            for start in (_OFFICE, _STRICT_OFFICE):
                if kind.startswith(start):
                    place = target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}"
                    found.setdefault(kind.removeprefix(start), place)
        return found

    def _bytes(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as part:
                raw = part.read(MOST_XML + 1)
        except (
            zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
            OverflowError,
        ) as error:  # fmt: skip
            raise Unreadable("broken") from error
        if len(raw) > MOST_XML:
            raise Unreadable("bomb")
        return raw

    def xml(self, name: str) -> Any:
        """The root of a part. A document type, an entity or more than DEEPEST levels make it broken."""
        raw = self._bytes(name)
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                raw = raw.decode("utf-16").encode()
            except UnicodeDecodeError as error:
                raise Unreadable("broken") from error
            raw = re.sub(rb"^<\?xml[^>]*\?>", b"", raw)
        if b"\x00" in raw[:200] or _FORBIDDEN.search(raw):
            raise Unreadable("broken")
        for strict, usual in _STRICT.items():
            raw = raw.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(raw, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise Unreadable("broken") from error


def _escapes(name: str) -> bool:
    """Whether the name of an entry leaves the folder that it would be unpacked into."""
    return (
        name.startswith(("/", "\\")) or ":" in name[:3] or ".." in name.replace("\\", "/").split("/") or "\x00" in name
    )
