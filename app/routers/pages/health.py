"""Alive and ready."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from app.domain import health
from app.routers.edge.deps import database

router = APIRouter()


@router.get("/healthz", name="health:alive")
async def alive() -> Response:
    return JSONResponse({"status": "ok"})


@router.get("/readyz", name="health:ready")
async def ready(request: Request) -> Response:
    """200 when the database answers, is migrated and writes durably; 503 otherwise."""
    try:
        async with database(request).read() as session:
            state = await health.check(session)
    except (SQLAlchemyError, OSError):
        state = {"database": "unreachable"}
    good = all(value == "ok" for value in state.values())
    return JSONResponse(state, 200 if good else 503, {} if good else {"Retry-After": "5"})
