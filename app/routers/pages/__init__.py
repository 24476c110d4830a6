"""HTML pages. Every route here passes the guard, and full pages get the counts of the menu."""

from fastapi import APIRouter, Depends

from app.routers.edge.guard import guard_page
from app.routers.pages import (
    accounts,
    approvals,
    assignments,
    audit,
    calendar,
    dashboard,
    demo,
    directives,
    health,
    help,
    orgs,
    session,
    tasks,
    work,
)
from app.routers.pages.shell import menu_counts

router = APIRouter(dependencies=[Depends(guard_page), Depends(menu_counts)], include_in_schema=False)
for room in (
    session,
    work,
    tasks,
    assignments,
    approvals,
    directives,
    dashboard,
    orgs,
    audit,
    accounts,
    calendar,
    help,
):
    router.include_router(room.router)

plain_router = APIRouter(include_in_schema=False)
plain_router.include_router(health.router)

demo_router = APIRouter(dependencies=[Depends(guard_page)], include_in_schema=False)
demo_router.include_router(demo.router)
