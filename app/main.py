"""The web service: `create_app` puts the rooms together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.config import Settings
from app.db import Database
from app.jobs import housekeeping
from app.routers import api, pages
from app.routers.edge import limits, problems
from app.routers.edge.render import APP, environment


class Assets(StaticFiles):
    """Static files; one asked for with its checksum may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200 and b"v=" in scope.get("query_string", b""):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def create_app(settings: Settings, *, database_url: str, secret: bytes) -> FastAPI:
    """The service over a database that is already migrated; it starts no server of its own."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        tidying = asyncio.create_task(housekeeping.run(app.state.database))
        yield
        tidying.cancel()
        await asyncio.gather(tidying, return_exceptions=True)
        await app.state.database.close()

    app = FastAPI(
        title="Đôn Đốc",
        version="1",
        summary="Follows the carrying-out of state directives",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.secret = secret
    app.state.database = Database(database_url, pool_size=settings.pool_size, prepared=settings.prepared_statements)
    app.include_router(api.router)
    app.include_router(pages.plain_router)
    app.include_router(pages.router)
    if settings.demo:
        app.include_router(pages.demo_router)
    app.mount("/static", Assets(directory=APP / "static"), name="static")
    problems.install(app)
    paths = {
        str(context.name): str(context.path)
        for context in iter_route_contexts(app.routes)
        if getattr(context, "name", None) and hasattr(context, "path")
    }
    app.state.templates = environment(paths)
    app.add_middleware(problems.Last)
    app.add_middleware(GZipMiddleware, minimum_size=600, compresslevel=4)
    if settings.trusted_hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.trusted_hosts.split(","))
    app.add_middleware(
        limits.Surroundings, form_limit_mb=settings.form_limit_mb, upload_limit_mb=settings.upload_limit_mb
    )
    return app
