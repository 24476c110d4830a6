"""JSON API v1."""

from fastapi import APIRouter, Depends

from app.routers.edge.guard import guard_api

router = APIRouter(prefix="/api/v1", dependencies=[Depends(guard_api)])
