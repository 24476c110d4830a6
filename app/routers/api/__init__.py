"""JSON API v1 and its documentation."""

from fastapi import APIRouter, Depends

from app.routers.api import directives, docs, progress, tasks, tokens, units
from app.routers.edge.guard import guard_api

router = APIRouter()
_v1 = APIRouter(prefix="/api/v1", dependencies=[Depends(guard_api)])
for _noun in (tokens, units, directives, tasks, progress):
    _v1.include_router(_noun.router)
router.include_router(_v1)
router.include_router(docs.router)
