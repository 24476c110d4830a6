"""What a name of a unit means: one body, a class of them, or persons."""

import re

from app.derivation.model import Mention
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import MEMBERS
from app.derivation.units import names

_COMMON_CAPITALS = frozenset(
    ("Ủy", "Uỷ", "Trung", "Chính", "UBND", "HĐND", "Nhân", "Đảng", "Các", "Quốc", "Nhà", "Điều", "Mục", "Khoản", "Phụ")
)
_PERSONS = re.compile(rf"(?:các |mọi |mỗi |từng )?(?:{vocabulary.either(vocabulary.table('grammar')['persons'])})\b")


def qualified(src: Source, start: int, end: int) -> bool:
    """Whether the last member of a list has words of its own beside the bare noun: "tổ chức chính trị - xã hội"."""
    start = max(start, src.low.rfind(",", start, end) + 1)
    start = names.skip(src.low, start, end)
    for plural in ("các ", "những "):
        start += len(plural) if src.low.startswith(plural, start) else 0
    return MEMBERS.at(src.low, start, end) != end


def proper(words: str) -> bool:
    """Whether words hold a proper name: a capital word other than the common ones and the first."""
    return any(one[:1].isupper() and one not in _COMMON_CAPITALS for one in words.split()[1:])


def is_class(mention: Mention) -> bool:
    """Whether a name means a class of bodies in general ("các cơ quan, đơn vị"), not one body or a set named in full."""
    return not proper(mention.name) and bool(
        re.match(r"(?:các|những|mọi|thủ trưởng|người đứng đầu) ?", mention.name.lower())
    )


def is_general(mention: Mention) -> bool:
    """Whether a name holds no proper name: a class or a kind of post, "các trường", "cấp ủy viên"."""
    return not mention.name[:1].isupper() and not proper(mention.name)


def are_persons(mention: Mention) -> bool:
    """Whether a name means persons of every unit alike, "cán bộ, đảng viên": what follows is not theirs alone."""
    return _PERSONS.match(mention.name.lower()) is not None and not proper(mention.name)
