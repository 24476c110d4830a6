"""Texts of our own, labelled by the guide: floors that no change may go below. No text is copied from anywhere."""

import json
from pathlib import Path

import pytest

from app.derivation import accuracy

CORPUS = Path(__file__).parent / "corpus"
FLOORS = {
    "task_f1_macro": 0.99,
    "task_precision": 0.99,
    "task_recall": 0.985,
    "lead_equal": 0.98,
    "cooperating_equal": 0.99,
    "has_deadline_f1": 0.975,
    "due_day_equal": 0.985,
    "citations_f1": 0.99,
    "document_fields": 0.92,
}


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return accuracy.report(CORPUS)


@pytest.mark.parametrize("figure", FLOORS)
def test_no_figure_falls_below_its_floor(figures: dict[str, float], figure: str) -> None:
    assert figures[figure] >= FLOORS[figure]


def test_no_document_is_read_badly(figures: dict[str, dict[str, float]]) -> None:
    assert {name: f1 for name, f1 in figures["per_document"].items() if f1 < 0.9} == {}


@pytest.mark.parametrize("labels", sorted(CORPUS.glob("*.json")), ids=lambda path: path.stem)
def test_labels_fit_their_text(labels: Path) -> None:
    text = labels.with_suffix(".txt").read_text(encoding="utf-8")
    for task in json.loads(labels.read_text(encoding="utf-8"))["tasks"]:
        assert text[task["start"] : task["end"]] == text[task["start"] : task["end"]].strip(" .;\n")
        due = task["deadline"]
        assert due is None or text[due["start"] : due["end"]] == due["text"]
