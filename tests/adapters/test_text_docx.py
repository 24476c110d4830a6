"""What Word keeps outside plain paragraphs: numbers, merged cells, boxes, notes, fields, changes, old fonts."""

import io

import docx
import pytest

from app.adapters.text import read
from app.adapters.text.extracted import OLD_FONT
from app.adapters.text.legacy import _TCVN3_FROM, _TCVN3_TO, _VNI_PAIRS, _VNI_SINGLE
from tests.adapters.making import cell, document, item, p, package, part, r, row, table


def text(body: str, **parts: str) -> str:
    return read(document(body, **parts), "a.docx").text


def level(at: int, kind: str, pattern: str, more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def numbering(*levels: str, lists: str = "") -> str:
    own = f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
    return part("numbering", f'{own}<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{lists}')


OUTLINE = numbering(
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
    level(3, "bullet", "\uf0b7"),
    lists=(
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    ),
)


def test_an_outline_of_four_levels_is_counted() -> None:
    body = "".join(
        item(words, 1, at)
        for words, at in (("Phần", 0), ("Mục", 1), ("Điểm", 2), ("Điểm", 2), ("Ý", 3), ("Mục", 1), ("Điểm", 2), ("Phần", 0), ("Mục", 1))
    )  # fmt: skip
    assert text(body, word__numbering_xml=OUTLINE).split("\n") == [
        "I. Phần", "1. Mục", "a) Điểm", "b) Điểm", "- Ý", "2. Mục", "a) Điểm", "II. Phần", "1. Mục",
    ]  # fmt: skip


def test_an_override_starts_the_list_anew() -> None:
    body = item("một", 1) + item("hai", 1) + item("năm", 2) + item("sáu", 2)
    assert text(body, word__numbering_xml=OUTLINE) == "I. một\nII. hai\nV. năm\nVI. sáu"


def test_an_empty_item_is_counted_but_not_shown() -> None:
    assert text(item("một", 1) + item("", 1) + item("ba", 1), word__numbering_xml=OUTLINE) == "I. một\nIII. ba"


@pytest.mark.parametrize(
    ("kind", "start", "shown"),
    [
        ("decimal", 9, "9."), ("decimalZero", 9, "09."), ("lowerLetter", 27, "aa."), ("upperLetter", 3, "C."),
        ("lowerRoman", 14, "xiv."), ("upperRoman", 4, "IV."), ("vietnameseCounting", 15, "Mười lăm."), ("cardinalText", 21, "Hai mươi mốt."),
        ("strange", 3, "3."),
    ],
)  # fmt: skip
def test_number_formats(kind: str, start: int, shown: str) -> None:
    assert text(item("x", 1), word__numbering_xml=numbering(level(0, kind, "%1.", start=start))) == f"{shown} x"


def test_decimal_outline_legal_numbers_and_no_restart() -> None:
    levels = (
        level(0, "upperRoman", "Chương %1"),
        level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>'),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    )
    body = "".join(item("x", 1, at) for at in (0, 1, 2, 0, 1, 2))
    assert text(body, word__numbering_xml=numbering(*levels)).split("\n") == [
        "Chương I x", "Điều 1. x", "1.1.1 x", "Chương II x", "Điều 2. x", "2.2.1 x",
    ]  # fmt: skip


def test_a_style_brings_its_list_and_its_children_inherit_it() -> None:
    styles = part(
        "styles",
        '<w:style w:styleId="A" w:type="paragraph"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B" w:type="paragraph"><w:basedOn w:val="A"/></w:style>',
    )
    lists = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.", '<w:pStyle w:val="A"/>'))
    body = p("x", '<w:pStyle w:val="B"/>') + p("y", '<w:pStyle w:val="B"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert text(body, word__styles_xml=styles, word__numbering_xml=lists) == "1.1. x\ny"


def test_tables_keep_their_columns() -> None:
    across = cell(p("Nhóm một"), properties='<w:gridSpan w:val="3"/>')
    down = cell(p("Sở Tư pháp"), properties='<w:vMerge w:val="restart"/>')
    below = cell(properties="<w:vMerge/>")
    body = table(
        row(across),
        row(cell(p("1")), cell(p("Rà soát"), p("văn bản")), down),
        row(cell(p("2")), cell(p("Báo cáo")), below),
        row(cell(p("3"), properties='<w:gridSpan w:val="2"/>'), cell(p("x"))),
    )
    assert text(body) == "Nhóm một\n1\tRà soát văn bản\tSở Tư pháp\n2\tBáo cáo\t\n3\t\tx"


def test_row_numbers_of_word_and_rows_that_nobody_filled_in() -> None:
    rows = [
        row(cell(item("", 1)), cell(p(words) if words else "<w:p/>"), cell(p("Sở" if words else "")))
        for words in ("một", "", "ba", "", "")
    ]
    lists = numbering(level(0, "decimal", "%1"))
    assert text(table(*rows), word__numbering_xml=lists) == "1\tmột\tSở\n3\tba\tSở"


def test_a_head_in_a_table_is_read_column_by_column() -> None:
    left = cell(p("ỦY BAN NHÂN DÂN"), p("TỈNH PHÚ THỌ"), p("Số: 12/CT-UBND"))
    right = cell(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), p("Phú Thọ, ngày 5 tháng 3 năm 2026"))
    assert text(table(row(left, right))).split("\n") == [
        "ỦY BAN NHÂN DÂN", "TỈNH PHÚ THỌ", "Số: 12/CT-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Phú Thọ, ngày 5 tháng 3 năm 2026",
    ]  # fmt: skip


def test_nested_tables_wrapped_rows_and_deleted_rows() -> None:
    inner = table(row(cell(p("a")), cell(p("b"))))
    wrapped = f"<w:sdt><w:sdtContent>{row(cell(p('x')), cell(inner))}</w:sdtContent></w:sdt>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(p('bỏ'))}{cell(p('bỏ'))}</w:tr>"
    assert text(table(wrapped, gone)) == "x\ta b"


def test_a_text_box_is_read_once() -> None:
    inside = f"<w:txbxContent>{p('V/v rà soát')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert text(f"<w:p><w:r><w:t>Số 1</w:t></w:r><w:r>{both}</w:r></w:p>") == "Số 1\nV/v rà soát"
    only = f"<mc:AlternateContent><mc:Choice Requires='wps'/><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    assert text(f"<w:p><w:r>{only}</w:r></w:p>") == "V/v rà soát"


def test_changes_are_taken_as_accepted() -> None:
    body = (
        f"<w:p>{r('Giữ ')}<w:ins>{r('thêm ')}</w:ins><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        f"<w:moveFrom>{r('dời')}</w:moveFrom>{r('cuối')}</w:p><w:p><w:moveTo>{r('dời')}</w:moveTo></w:p>"
    )
    assert text(body) == "Giữ thêm cuối\ndời"
    assert text(p("Giao Sở Tư", "<w:rPr><w:del/></w:rPr>") + p(" pháp rà soát")) == "Giao Sở Tư pháp rà soát"


def test_fields_give_results_and_hidden_text_nothing() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = f"{mark('begin')}<w:r><w:instrText>REF</w:instrText></w:r>{mark('separate')}{r('mã')}{mark('end')}"
    shown = r(" hiện", '<w:vanish w:val="0"/>')
    body = f"<w:p>{mark('begin')}{inner}{mark('separate')}{r('kết quả')}{mark('end')}{r(' ẩn', '<w:vanish/>')}{shown}</w:p>"
    assert text(body) == "kết quả hiện"
    link = f"<w:p><w:hyperlink>{r('12/2026')}</w:hyperlink><w:smartTag><w:smartTag>{r('/NĐ-CP')}</w:smartTag></w:smartTag></w:p>"
    assert text(link) == "12/2026/NĐ-CP"


def test_breaks_tabs_and_signs() -> None:
    broken = f"<w:p>{r('Giao Sở Tư pháp')}<w:r><w:br/></w:r>{r('rà soát;')}<w:r><w:br/></w:r>{r('báo cáo')}</w:p>"
    assert text(broken) == "Giao Sở Tư pháp rà soát;\nbáo cáo"
    tabs = f"<w:p>{r('1.')}<w:r><w:tab/></w:r>{r('Giao')}<w:r><w:noBreakHyphen/></w:r>{r('x')}</w:p>"
    assert text(tabs) == "1. Giao-x"
    columns = f"<w:p>{r('BỘ NỘI VỤ')}<w:r><w:tab/><w:tab/></w:r>{r('CỘNG HÒA')}</w:p>"
    assert text(columns) == "BỘ NỘI VỤ\tCỘNG HÒA"


def test_notes_stand_at_the_end_and_contents_lists_nowhere() -> None:
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote><w:footnote w:id="2">{p("Theo báo cáo")}</w:footnote>',
    )
    styles = part("styles", '<w:style w:styleId="Mucluc1" w:type="paragraph"><w:name w:val="toc 1"/></w:style>')
    body = p("Điều 1 ..... 3", '<w:pStyle w:val="Mucluc1"/>') + p("Điều 1. Phạm vi")
    found = read(document(body, word__footnotes_xml=notes, word__styles_xml=styles), "a.docx")
    assert found.text == "Điều 1. Phạm vi\nTheo báo cáo"
    assert [(mark.kind, mark.number) for mark in found.marks] == [("paragraph", 2), ("footnote", 2)]


SAID = "Giao Sở Tư pháp chủ trì, phối hợp với các đơn vị được giao nhiệm vụ"


def in_old_letters(said: str, font: str) -> str:
    pairs = dict(zip(_TCVN3_TO, _TCVN3_FROM, strict=True)) if font.startswith(".Vn") else {
        **{value: key for key, value in _VNI_PAIRS.items()}, **{value: key for key, value in _VNI_SINGLE.items()}
    }  # fmt: skip
    return "".join(pairs.get(letter, letter) for letter in said)


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
def test_runs_in_an_old_font_are_turned_and_others_left(font: str) -> None:
    old = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    new = '<w:rFonts w:ascii="Times New Roman"/>'
    body = f"<w:p>{r(in_old_letters(SAID, font), old)}{r(' và tạm dừng', new)}{r(' tại Phú Thọ', old)}</w:p>"
    found = read(document(body), "a.docx")
    assert found.text == f"{SAID} và tạm dừng tại Phú Thọ"
    assert found.warnings == [OLD_FONT]


def test_capitals_of_an_old_font_named_in_the_style() -> None:
    styles = part(
        "styles",
        '<w:style w:styleId="T" w:type="paragraph"><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr></w:style>',
    )
    body = p(in_old_letters("chỉ thị của ủy ban", ".VnTime"), '<w:pStyle w:val="T"/>')
    assert text(body, word__styles_xml=styles) == "CHỈ THỊ CỦA ỦY BAN"


def test_the_main_part_may_have_another_name() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    links = f'<Relationships xmlns="x"><Relationship Id="r" Type="{kind}" Target="word/document2.xml"/></Relationships>'
    made = package({"_rels/.rels": links, "word/document2.xml": part("document", f"<w:body>{p('x')}</w:body>")})
    assert read(made, "a.docx").text == "x"


def test_a_document_of_python_docx_comes_back() -> None:
    made = docx.Document()
    made.add_heading("KẾ HOẠCH", 1)
    for words in ("Rà soát", "Báo cáo"):
        made.add_paragraph(words, style="List Number")
    made.add_paragraph("gạch", style="List Bullet")
    merged = made.add_table(rows=2, cols=3)
    for at, words in enumerate(("1", "Việc", "Sở Nội vụ")):
        merged.cell(0, at).text = words
    merged.cell(0, 2).merge(merged.cell(1, 2))
    merged.cell(1, 0).text, merged.cell(1, 1).text = "2", "Việc khác"
    out = io.BytesIO()
    made.save(out)
    found = read(out.getvalue(), "Kế hoạch.docx")
    assert found.text == "KẾ HOẠCH\n1. Rà soát\n2. Báo cáo\n- gạch\n1\tViệc\tSở Nội vụ\n2\tViệc khác\t"
    lines = found.text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    assert [mark.start for mark in found.marks] == starts[:5]
