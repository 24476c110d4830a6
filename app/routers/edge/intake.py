"""What comes in as a file or pasted, turned into text and into what it orders, outside the event loop where long."""

from collections.abc import Sequence

from app.adapters import sandbox
from app.adapters.text import Extracted, clean_name, from_paste
from app.derivation import Derivation, derive
from app.domain.files import Upload

LONG_TEXT = 20_000
"""Characters above which a text is derived in a process of its own."""


async def extracted_from(uploads: Sequence[Upload], pasted: str) -> tuple[Extracted, Upload | None]:
    """The text of the first file, or of what was pasted. Raises Unreadable."""
    if uploads:
        upload = Upload(clean_name(uploads[0].name), uploads[0].data)
        return await sandbox.read_file(upload.data, upload.name), upload
    return from_paste(pasted), None


async def derived(text: str) -> Derivation:
    """What the text orders. Raises Unreadable (timeout)."""
    if len(text) <= LONG_TEXT:
        return derive(text)
    return await sandbox.derive_apart(text)
