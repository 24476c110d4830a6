"""Why a file could not be read, and what to do about it."""

from typing import Any

from app.errors import Invalid
from app.words import N_

SENTENCES = {
    "empty": N_("Tệp không có nội dung. Chọn lại tệp văn bản."),
    "unknown-kind": N_(
        "Không nhận loại tệp này. Gửi Word (.docx), PDF, ảnh quét (.png, .jpg, .tif), .html hoặc .txt, hoặc dán nội dung."
    ),
    "spreadsheet": N_(
        "Chưa nhận bảng tính Excel ở đây. Chép các dòng cần giao rồi dán vào ô nội dung, hoặc gửi tệp Word."
    ),
    "wrong-ending": N_(
        "Nội dung tệp là {found} nhưng đuôi tên là .{ending}. Mở bằng phần mềm gốc, lưu lại đúng loại rồi gửi."
    ),
    "old-doc": N_("Tệp .doc kiểu cũ: mở bằng Word, chọn Lưu thành .docx rồi gửi lại."),
    "encrypted": N_("Tệp có mật khẩu. Gỡ mật khẩu rồi gửi lại."),
    "macro": N_("Tệp có macro nên không được nhận. Lưu lại thành .docx không macro rồi gửi."),
    "broken": N_("Tệp hỏng hoặc chưa tải hết. Mở thử trên máy, lưu lại rồi gửi."),
    "bomb": N_("Tệp nén quá mức nên không được đọc. Mở bằng Word, lưu lại rồi gửi."),
    "too-long": N_("Văn bản dài quá {limit} ký tự. Tách thành nhiều văn bản rồi gửi."),
    "too-many-pages": N_("Tệp có hơn {limit} trang. Tách phần giao việc thành tệp riêng rồi gửi."),
    "no-text": N_(
        "Tệp là bản quét và không nhận ra chữ nào. Quét lại rõ hơn, gửi tệp Word, hoặc dán nội dung văn bản."
    ),
    "no-ocr": N_(
        "Tệp là bản quét, máy chủ chưa có phần nhận chữ tiếng Việt. Gửi tệp Word hoặc dán nội dung; "
        "người quản trị cài tesseract và gói vie để đọc được bản quét."
    ),
    "scan": N_(
        "Tệp là bản quét, máy chủ chưa có phần nhận chữ tiếng Việt. Gửi tệp Word hoặc dán nội dung; "
        "người quản trị cài tesseract và gói vie để đọc được bản quét."
    ),
    "too-many-scans": N_("Tệp có hơn {limit} trang quét. Tách phần giao việc thành tệp riêng rồi gửi."),
    "too-large-image": N_("Ảnh lớn quá mức đọc được. Quét lại ở 300 dpi, khổ A4, rồi gửi."),
    "garbled": N_("Không đọc được chữ trong tệp (phông hoặc mã chữ lạ). Gửi tệp Word, hoặc dán nội dung văn bản."),
    "timeout": N_("Tệp quá phức tạp, đọc mãi chưa xong. Gửi tệp Word, hoặc dán nội dung văn bản."),
}


class Unreadable(Invalid):
    """The file cannot be turned into text; `code` says why, the sentence what to do."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(SENTENCES[code], code=code, field="file", values=values)
