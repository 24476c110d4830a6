"""How right derivation is on labelled texts: a folder of NN-name.txt with NN-name.json beside each."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.derivation import derive

OVERLAP = 0.5


def report(folder: Path) -> dict[str, Any]:
    """Figures over all documents of the folder; task F1 is the mean over documents, the others are over all matched tasks.

    A task counts as found where its span and a label's share at least half of what they cover together.
    """
    per_document: dict[str, float] = {}
    sums: dict[str, float] = dict.fromkeys(
        (
            "matched",
            "predicted",
            "labelled",
            "lead",
            "with",
            "both_due",
            "due_p",
            "due_g",
            "due_right",
            "c_tp",
            "c_p",
            "c_g",
            "sure",
            "sure_right",
            "wrong",
            "wrong_unsure",
        ),
        0,
    )
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt")
        if not text.exists():
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = derive(text.read_text(encoding="utf-8")).to_dict()
        per_document[path.stem] = _add(sums, found, gold)
    if not per_document:
        return {"documents": 0}
    return {
        "documents": len(per_document),
        "task_f1_macro": round(sum(per_document.values()) / len(per_document), 4),
        "task_precision": _share(sums["matched"], sums["predicted"]),
        "task_recall": _share(sums["matched"], sums["labelled"]),
        "lead_equal": _share(sums["lead"], sums["matched"]),
        "cooperating_equal": _share(sums["with"], sums["matched"]),
        "has_deadline_f1": _f1(sums["both_due"], sums["due_p"], sums["due_g"]),
        "due_day_equal": _share(sums["due_right"], sums["both_due"]),
        "citations_f1": _f1(sums["c_tp"], sums["c_p"], sums["c_g"]),
        "sure_and_right": _share(sums["sure_right"], sums["sure"]),
        "wrong_among_unsure": _share(sums["wrong_unsure"], sums["wrong"]),
        "per_document": {name: round(value, 3) for name, value in per_document.items()},
    }


def _add(sums: dict[str, float], found: Mapping[str, Any], gold: Mapping[str, Any]) -> float:
    predicted, labelled = found["tasks"], gold["tasks"]
    pairs = _pairs(predicted, labelled)
    sums["matched"] += len(pairs)
    sums["predicted"] += len(predicted)
    sums["labelled"] += len(labelled)
    matched = {at for at, _ in pairs}
    for at, task in enumerate(predicted):
        sums["sure"] += task["sure"]
        sums["sure_right"] += task["sure"] and at in matched
        sums["wrong"] += at not in matched
        sums["wrong_unsure"] += at not in matched and not task["sure"]
    for a, b in pairs:
        one, other = predicted[a], labelled[b]
        sums["lead"] += _units(one["lead"]) == _units(other["lead"])
        sums["with"] += _units(one["cooperating"]) == _units(other["cooperating"])
        due, wanted = one["deadline"], other["deadline"]
        sums["due_p"] += due is not None
        sums["due_g"] += wanted is not None
        if due and wanted:
            sums["both_due"] += 1
            same = (due["due_on"] or None) == (wanted["due_on"] or None)
            sums["due_right"] += same and (
                wanted["kind"] != "recurring" or (due["freq"] or None) == (wanted["freq"] or None)
            )
    cited, wished = _numbers(found["citations"]), _numbers(gold["citations"])
    sums["c_tp"] += len(cited & wished)
    sums["c_p"] += len(cited)
    sums["c_g"] += len(wished)
    if not predicted and not labelled:
        return 1.0
    return _f1(len(pairs), len(predicted), len(labelled)) or 0.0


def _pairs(predicted: Sequence[Mapping[str, int]], labelled: Sequence[Mapping[str, int]]) -> list[tuple[int, int]]:
    ranked = sorted(
        ((_overlap(one, other), a, b) for a, one in enumerate(predicted) for b, other in enumerate(labelled)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs = []
    for share, a, b in ranked:
        if share < OVERLAP:
            break
        if a not in taken_a and b not in taken_b:
            taken_a.add(a)
            taken_b.add(b)
            pairs.append((a, b))
    return pairs


def _overlap(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return shared / (max(one["end"], other["end"]) - min(one["start"], other["start"])) if shared > 0 else 0.0


def _units(names: Iterable[str]) -> set[str]:
    return {key for key in map(_unit, names) if key}


def _unit(name: str) -> str:
    key = re.sub(r"\s+", " ", unicodedata.normalize("NFC", name).casefold()).strip(" .,;:-–()\u200b")
    key = key.replace("uỷ", "ủy").replace("uý", "úy")
    key = re.sub(r"\bubnd\b", "ủy ban nhân dân", key)
    key = re.sub(r"\bhđnd\b", "hội đồng nhân dân", key)
    for opening in (r"^(giao|đề nghị|yêu cầu) ", r"^(các|những) ", r"^(đồng chí|đ/c) ", r"^bộ:? "):
        key = re.sub(opening, "", key)
    return key.strip(" ,.;:")


def _numbers(citations: Iterable[Mapping[str, Any]]) -> set[str]:
    return {
        re.sub(r"\s+", "", unicodedata.normalize("NFC", one["number_symbol"])).casefold()
        for one in citations
        if one.get("number_symbol")
    }


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def _f1(shared: float, predicted: float, labelled: float) -> float | None:
    return round(2 * shared / (predicted + labelled), 4) if predicted + labelled else None
