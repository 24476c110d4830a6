"""Which units a class means: "các Cục THADS tỉnh, thành phố" is every unit so named that stood on the day."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.derivation.units.resolving import Candidate, name_key

_PLURAL = re.compile(r"(?:các|những|thủ trưởng các|lãnh đạo các)\s+", re.IGNORECASE)
_WHERE = re.compile(
    r"\s+(?:cac\s+)?(?:tinh|thanh pho|khu vuc|dia phuong|truc thuoc|trung uong|tren toan quoc|toan quoc|va|,)$"
)
LEAST = 2


def members(name: str, candidates: Sequence[Candidate], *, on: date | None) -> tuple[Any, ...]:
    """The ids of the units that a class names, in the order of the candidates; nothing for a name that is no class.

    The name's words without its plural and its places must begin the units' names, and all must be of one kind, so
    that "các cơ quan, đơn vị" means nobody in particular.
    """
    plural = _PLURAL.match(name)
    if plural is None:
        return ()
    stem = name_key(name[plural.end() :])
    while (shorter := _WHERE.sub("", stem).rstrip(" ,")) != stem:
        stem = shorter
    if len(stem.split()) < 2:
        return ()
    found = {
        one.unit_id: one.kind
        for one in candidates
        if name_key(one.name).startswith(f"{stem} ")
        and (
            on is None or ((one.begins_on is None or one.begins_on <= on) and (one.ends_on is None or on < one.ends_on))
        )
    }
    return tuple(found) if len(found) >= LEAST and len(set(found.values())) == 1 else ()
