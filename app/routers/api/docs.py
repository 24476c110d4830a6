"""The OpenAPI document, and a page made from it without script or outside host."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from app.routers.edge.deps import MaybeActor
from app.routers.edge.render import render

router = APIRouter(include_in_schema=False)


def document(app: FastAPI) -> dict[str, Any]:
    """The complete OpenAPI document, made once."""
    if app.openapi_schema is None:
        found = get_openapi(
            title="Đôn Đốc API",
            version="1",
            description=(
                "JSON API v1. Send `Authorization: Bearer <token>`. Errors are application/problem+json with a stable "
                "`type`. What can be edited carries ETag and needs If-Match. POST takes Idempotency-Key."
            ),
            routes=app.routes,
        )
        found.setdefault("components", {})["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
        found["security"] = [{"bearer": []}]
        if "/api/v1/tokens" in found["paths"]:
            found["paths"]["/api/v1/tokens"]["post"]["security"] = []
        app.openapi_schema = found
    return app.openapi_schema


@router.get("/api/openapi.json", name="api:openapi")
async def openapi(request: Request) -> Response:
    return JSONResponse(document(request.app))


@router.get("/api/docs", name="api:docs")
async def docs(request: Request, actor: MaybeActor) -> Response:
    spec = document(request.app)
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["other"])[0]
            groups.setdefault(tag, []).append({"method": method.upper(), "path": path, **operation})
    return render(request, "api_docs.html", {"groups": groups, "schemas": spec["components"]["schemas"]})
