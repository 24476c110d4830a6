"""Words and decisions about units from values in hand."""

from app.words import N_

UNIT_KIND_LABELS: dict[str, str] = {
    "department": N_("Cơ quan trung ương"),
    "province": N_("Cơ quan cấp tỉnh"),
    "region": N_("Phòng khu vực"),
    "district": N_("Cơ quan cấp huyện (cũ)"),
    "committee": N_("Ủy ban, cấp ủy"),
    "division": N_("Ban, văn phòng, vụ"),
    "other": N_("Đơn vị khác"),
}
"""The kinds a new tree starts with; a kind is text, so any sector may bring its own."""


def kind_label(kind: str) -> str:
    return UNIT_KIND_LABELS.get(kind, kind)
