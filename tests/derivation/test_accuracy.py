"""The figures of a labelled folder: what counts as found, as equal, as right. Texts are our own."""

import json
from pathlib import Path

from app.derivation import accuracy, derive
from tests.derivation.texts import ASKS

TEXT = (
    ASKS
    + "1. Giao Sở Tư pháp rà soát hồ sơ trước ngày 15/3/2027.\n2. Sở Nội vụ lập danh sách.\n3. Ươm mầm phong trào đọc sách."
)


def test_an_empty_folder_has_no_figures(tmp_path: Path) -> None:
    assert accuracy.report(tmp_path) == {"documents": 0}


def test_labels_equal_to_what_is_found_are_all_right(tmp_path: Path) -> None:
    (tmp_path / "01-plan.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "01-plan.json").write_text(json.dumps(derive(TEXT).to_dict(), ensure_ascii=False), encoding="utf-8")
    (tmp_path / "sources.json").write_text("{}", encoding="utf-8")
    found = accuracy.report(tmp_path)
    assert (found["documents"], found["task_f1_macro"], found["lead_equal"], found["due_day_equal"]) == (
        1,
        1.0,
        1.0,
        1.0,
    )
    assert (found["sure_and_right"], found["wrong_among_unsure"]) == (1.0, None)


def test_what_differs_lowers_its_own_figure_only(tmp_path: Path) -> None:
    labels = derive(TEXT).to_dict()
    labels["tasks"][0]["lead"] = ["UBND tỉnh"]
    labels["tasks"][0]["deadline"]["due_on"] = "2027-03-16"
    del labels["tasks"][2]
    (tmp_path / "01-plan.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "01-plan.json").write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")
    found = accuracy.report(tmp_path)
    assert (found["task_precision"], found["task_recall"], found["lead_equal"]) == (0.6667, 1.0, 0.5)
    assert (found["has_deadline_f1"], found["due_day_equal"]) == (1.0, 0.0)
    assert found["wrong_among_unsure"] == 1.0
