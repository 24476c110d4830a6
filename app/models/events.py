"""What happened, once for the auditor and once for readers elsewhere; both are only ever inserted."""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.models.base import Instant, Table, identity, instant
from app.words import N_

EVENT_LABELS = {
    "account.blocked": N_("Khóa tài khoản"),
    "account.created": N_("Thêm tài khoản"),
    "account.password_changed": N_("Đổi mật khẩu"),
    "account.password_set": N_("Đặt mật khẩu"),
    "account.signed_in": N_("Đăng nhập"),
    "account.unblocked": N_("Mở khóa tài khoản"),
    "alias.created": N_("Thêm tên gọi của đơn vị"),
    "assignment.accepted": N_("Nhận việc"),
    "assignment.completed": N_("Công nhận hoàn thành"),
    "assignment.created": N_("Giao việc"),
    "assignment.erased": N_("Xóa việc đã giao"),
    "assignment.handed_back": N_("Đơn vị trả lại việc"),
    "assignment.moved": N_("Chuyển trạng thái việc"),
    "assignment.recalled": N_("Thu hồi việc"),
    "assignment.revised": N_("Sửa lời giao việc"),
    "assignment.sent_back": N_("Trả lại kết quả"),
    "calendar.day_added": N_("Thêm ngày nghỉ, làm bù"),
    "calendar.day_changed": N_("Sửa ngày nghỉ, làm bù"),
    "calendar.day_removed": N_("Bỏ ngày nghỉ, làm bù"),
    "deadline.changed": N_("Đổi hạn"),
    "deadline.removed": N_("Bỏ thời hạn"),
    "directive.ended": N_("Kết thúc theo dõi văn bản"),
    "directive.followed": N_("Bắt đầu theo dõi văn bản"),
    "directive.registered": N_("Đăng ký văn bản"),
    "directive.revised": N_("Sửa thông tin văn bản"),
    "draft.accepted": N_("Nhận việc dự thảo"),
    "draft.added": N_("Thêm việc dự thảo"),
    "draft.merged": N_("Gộp việc dự thảo"),
    "draft.rejected": N_("Bỏ việc dự thảo"),
    "draft.reopened": N_("Xem lại việc dự thảo"),
    "draft.revised": N_("Sửa việc dự thảo"),
    "draft.split": N_("Tách việc dự thảo"),
    "drafts.proposed": N_("Đọc việc từ văn bản"),
    "link.created": N_("Thêm quan hệ chỉ đạo"),
    "membership.created": N_("Giao vai trò"),
    "membership.ended": N_("Thôi vai trò"),
    "progress.approved": N_("Duyệt tiến độ"),
    "progress.recorded": N_("Ghi tiến độ"),
    "progress.restored": N_("Khôi phục lần ghi trước"),
    "progress.returned": N_("Trả lại tiến độ"),
    "progress.submitted": N_("Trình duyệt tiến độ"),
    "progress.superseded": N_("Lần ghi được thay"),
    "progress.withdrawn": N_("Hoàn tác lần ghi"),
    "reorganisation.recorded": N_("Ghi việc sắp xếp đơn vị"),
    "task.created": N_("Thêm việc"),
    "task.erased": N_("Xóa việc"),
    "task.revised": N_("Sửa việc"),
    "task.withdrawn": N_("Rút lại việc"),
    "token.created": N_("Tạo khóa API"),
    "token.revoked": N_("Thu hồi khóa API"),
    "unit.created": N_("Thêm đơn vị"),
    "unit.revised": N_("Đổi thông tin đơn vị"),
}
"""Every kind of event there is; one that is not here is refused."""


class AuditEvent(Table, table=True):
    """Who did what, for which unit, with the changed fields before and after; `digest` is SHA-256 over all of it."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_at", "at"),
        Index("ix_audit_event_noun_row_id", "noun", "row_id"),
        Index("ix_audit_event_unit_id_at", "unit_id", "at"),
    )

    id: UUID = identity()
    at: Instant = instant()
    kind: str
    noun: str
    row_id: UUID
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    actor_id: UUID | None = Field(default=None, foreign_key="account.id")
    actor_name: str = ""
    acting_unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    before: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    after: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    reason: str = ""
    request_id: str = ""
    digest: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class OutboxEvent(Table, table=True):
    __tablename__ = "outbox_event"
    __table_args__ = (Index("ix_outbox_event_at", "at"),)

    id: UUID = Field(primary_key=True, foreign_key="audit_event.id")
    at: Instant = instant()
    kind: str
    noun: str
    row_id: UUID
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
