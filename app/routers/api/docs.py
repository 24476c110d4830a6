"""The OpenAPI document, and a page made from it without script or outside host."""

import json
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from app.routers.api.common import refusals
from app.routers.edge.deps import MaybeActor
from app.routers.edge.render import render

router = APIRouter(include_in_schema=False)


_METHODS = ("get", "post", "put", "patch", "delete")
_BY_FORMAT = {
    "uuid": "019a1b2c-3d4e-7f60-8a9b-0c1d2e3f4a5b", "date": "2026-12-04", "date-time": "2026-11-24T07:05:00Z",
    "password": "…", "binary": "…",
}  # fmt: skip
_BY_TYPE: dict[str, Any] = {"integer": 1, "number": 1.0, "boolean": True, "string": "…", "null": None, "object": {}}


def _complete(operation: dict[str, Any]) -> None:
    """Declare the refusals that follow from what the operation takes, whatever it does."""
    named = {one["name"]: one["in"] for one in operation.get("parameters", ())}
    statuses = {401, 403, 422, 503} | {int(status) for status in operation["responses"] if status >= "400"}
    if "requestBody" in operation:
        statuses |= {400, 413}
    if "Idempotency-Key" in named:
        statuses.add(409)
    if "If-Match" in named:
        statuses |= {412, 428}
    if "path" in named.values():
        statuses.add(404)
    problem = {"$ref": "#/components/schemas/Problem"}
    for status, said in refusals(*statuses).items():
        words = {"description": said["description"], "content": {"application/problem+json": {"schema": problem}}}
        operation["responses"][str(status)] = words
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _example(schema: dict[str, Any], known: dict[str, Any], depth: int = 0) -> Any:
    """A value of the schema: what it names itself, else one of its kind."""
    if "$ref" in schema:
        return _example(known[schema["$ref"].rpartition("/")[2]], known, depth)
    for word in ("examples", "enum"):
        if schema.get(word):
            return schema[word][0]
    if schema.get("default") is not None:
        return schema["default"]
    if schema.get("anyOf"):
        return _example(schema["anyOf"][0], known, depth)
    if schema.get("type") == "array":
        return [] if depth > 3 else [_example(schema.get("items", {}), known, depth + 1)]
    if "properties" in schema:
        return {name: _example(one, known, depth + 1) for name, one in schema["properties"].items()}
    return _BY_FORMAT.get(schema.get("format", ""), _BY_TYPE.get(schema.get("type", ""), {}))


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
        known = found["components"]["schemas"]
        for schema in known.values():
            schema.setdefault("examples", [_example(schema, known)])
        for methods in found["paths"].values():
            for method in methods.keys() & set(_METHODS):
                _complete(methods[method])
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
    schemas = spec["components"]["schemas"]
    examples = {name: json.dumps(one["examples"][0], ensure_ascii=False, indent=2) for name, one in schemas.items()}
    return render(request, "api_docs.html", {"groups": groups, "schemas": schemas, "examples": examples})
