"""How right derivation is on labelled texts: a folder of NN-name.txt with NN-name.json beside each.

A label file has the keys of `Derivation.to_dict`: document, citations, tasks. Figures that end in `_macro` are means over
documents, the others are shares of all matched tasks.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.derivation import derive
from app.derivation.text.clean import one_line

OVERLAP = 0.5
_FIELDS = ("number_symbol", "type", "issuer", "issued_on")


def report(folder: Path) -> dict[str, Any]:
    """Figures over all documents of the folder; {"documents": 0} where it holds no labelled text."""
    labelled = []
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt")
        if text.exists():
            gold = json.loads(path.read_text(encoding="utf-8"))
            labelled.append((path.stem, derive(text.read_text(encoding="utf-8")).to_dict(), gold))
    return score(labelled)


def score(documents: Iterable[tuple[str, Mapping[str, Any], Mapping[str, Any]]]) -> dict[str, Any]:
    """Figures over documents, each a name with what was found and what is right, in the keys of a label file.

    A task counts as found where its span and a label's share at least half of what they cover together.
    """
    counted = {name: _count(found, gold) for name, found, gold in documents}
    if not counted:
        return {"documents": 0}
    every = sum(counted.values(), Counter[str]())
    return {
        "documents": len(counted),
        "task_f1_macro": _mean(map(_task_f1, counted.values())),
        "task_precision": _share(every["matched"], every["predicted"]),
        "task_recall": _share(every["matched"], every["labelled"]),
        "lead_equal_macro": _mean(_share(one["lead"], one["matched"]) for one in counted.values()),
        "lead_equal": _share(every["lead"], every["matched"]),
        "cooperating_equal": _share(every["with"], every["matched"]),
        "has_deadline_f1": _f1(every["both_due"], every["due_p"], every["due_g"]),
        "due_day_equal": _share(every["due_right"], every["both_due"]),
        "citations_f1": _f1(every["c_tp"], every["c_p"], every["c_g"]),
        "document_fields": _share(every["fields_right"], every["fields"]),
        "sure": _share(every["sure"], every["predicted"]),
        "sure_and_right": _share(every["sure_right"], every["sure"]),
        "wrong_among_unsure": _share(every["wrong_unsure"], every["wrong"]),
        "per_document": {name: round(_task_f1(one), 3) for name, one in counted.items()},
    }


def _task_f1(one: Counter[str]) -> float:
    if not one["predicted"] and not one["labelled"]:
        return 1.0
    return _f1(one["matched"], one["predicted"], one["labelled"]) or 0.0


def _count(found: Mapping[str, Any], gold: Mapping[str, Any]) -> Counter[str]:
    """What one document adds to the sums."""
    predicted, labelled = found["tasks"], gold["tasks"]
    pairs = _pairs(predicted, labelled)
    matched = {at for at, _ in pairs}
    sums = Counter({"matched": len(pairs), "predicted": len(predicted), "labelled": len(labelled)})
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
            sums["due_right"] += _same_due(due, wanted)
    cited, wished = _numbers(found["citations"]), _numbers(gold["citations"])
    sums.update(c_tp=len(cited & wished), c_p=len(cited), c_g=len(wished))
    for field in _FIELDS:
        said = (gold.get("document") or {}).get(field)
        if said:
            sums["fields"] += 1
            sums["fields_right"] += _unit(found["document"][field] or "") == _unit(said)
    return sums


def _same_due(due: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    same = (due["due_on"] or None) == (wanted["due_on"] or None)
    return same and (wanted["kind"] != "recurring" or (due["freq"] or None) == (wanted["freq"] or None))


def _pairs(predicted: Sequence[Mapping[str, int]], labelled: Sequence[Mapping[str, int]]) -> list[tuple[int, int]]:
    """One draft to one label, the greatest overlap first."""
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
    """The form under which two ways to write one body are equal."""
    key = one_line(unicodedata.normalize("NFC", name).casefold()).strip(" .,;:-–()\u200b")
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


def _mean(values: Iterable[float | None]) -> float | None:
    known = [one for one in values if one is not None]
    return round(sum(known) / len(known), 4) if known else None
