"""Trợ giúp: what each role may do, the keys, and where things are."""

from fastapi import APIRouter, Request, Response

from app.domain.access import ROLE_PERMISSIONS, Permission
from app.routers.edge.deps import MaybeActor
from app.routers.edge.render import render
from app.words import N_

router = APIRouter()

RIGHTS = {
    Permission.see: N_("Xem đơn vị mình và cấp dưới"),
    Permission.progress_write: N_("Ghi tiến độ"),
    Permission.progress_approve: N_("Duyệt tiến độ"),
    Permission.directive_register: N_("Đăng ký văn bản, tách việc"),
    Permission.task_edit: N_("Sửa việc và thời hạn"),
    Permission.assign: N_("Giao việc, thu hồi"),
    Permission.result_accept: N_("Công nhận hoàn thành"),
    Permission.audit_read: N_("Xem nhật ký"),
    Permission.unit_edit: N_("Sửa cây đơn vị"),
    Permission.account_edit: N_("Quản lý tài khoản"),
    Permission.calendar_edit: N_("Sửa lịch nghỉ, làm bù"),
}


@router.get("/help", name="help")
async def show(request: Request, actor: MaybeActor) -> Response:
    return render(request, "help.html", {"roles": ROLE_PERMISSIONS, "rights": RIGHTS})
