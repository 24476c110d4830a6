"""The house stands: imports go down, SQL stays in its rooms, every route has an actor, every fragment an id."""

import ast
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from app.config import Settings
from app.locale.missing import missing, texts
from app.main import create_app
from app.routers.edge.deps import current_actor

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app"

LEVELS = [
    {"main", "cli"},
    {"demo"},
    {"routers", "jobs"},
    {"documents"},
    {"domain"},
    {"adapters", "db", "models", "derivation", "locale", "logs"},
    {"words", "workdays", "errors", "clock", "config"},
]
WITHIN_LEVEL = {
    ("cli", "main"),
    ("db", "models"),
    ("adapters", "derivation"),
    ("errors", "words"),
    ("derivation", "workdays"),
}
DOMAIN = [
    {"access", "inputs", "health"},
    {"events", "once", "audit"},
    {"organisation", "calendar", "accounts"},
    {"files"},
    {"directives", "indicators"},
    {"tallies"},
    {"tasks"},
    {"periods"},
    {"progress"},
    {"drafts"},
    {"changes"},
    {"search", "dashboards", "reports", "notifications"},
]
DERIVATION = ["text", "units", "times", "orders", "reading", "papers"]
PUBLIC = {
    "home", "session:form", "session:create", "health:alive", "health:ready", "help", "api:openapi", "api:docs",
    "demo:form", "demo:sign-in", "create",
}  # fmt: skip


def level_of(module: str) -> int | None:
    part = module.split(".")[1] if "." in module else ""
    return next((number for number, names in enumerate(LEVELS) if part in names), None)


def imports_of(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "app":
            inner = [f"{node.module}.{one.name}" for one in node.names]
            package = ROOT / Path(*node.module.split("."))
            found += inner if package.is_dir() else [node.module]
        elif isinstance(node, ast.Import):
            found += [one.name for one in node.names if one.name.split(".")[0] == "app"]
    return found


def modules(app: Path) -> dict[str, Path]:
    return {".".join(path.relative_to(app.parent).with_suffix("").parts): path for path in app.rglob("*.py")}


def upward(app: Path) -> list[str]:
    found = []
    for name, path in modules(app).items():
        here = level_of(name)
        for target in imports_of(path):
            there = level_of(target)
            if here is None or there is None or name.split(".")[1] == target.split(".")[1]:
                continue
            pair = (name.split(".")[1], target.split(".")[1])
            if there < here or (there == here and pair not in WITHIN_LEVEL):
                found.append(f"{name} -> {target}")
            if name.startswith("app.domain.") and target.startswith("app.routers"):
                found.append(f"{name} -> {target}")
    return found


def backward(app: Path) -> list[str]:
    """Inside derivation a stage imports only those before it."""
    found = []
    for name, path in modules(app).items():
        parts = name.split(".")
        if parts[:2] != ["app", "derivation"] or parts[2] not in DERIVATION:
            continue
        for target in imports_of(path):
            stage = target.split(".")[2] if target.startswith("app.derivation.") else parts[2]
            if stage in DERIVATION and DERIVATION.index(stage) > DERIVATION.index(parts[2]):
                found.append(f"{name} -> {target}")
    return found


def sideways(app: Path) -> list[str]:
    """Inside domain, imports go from right to left only."""
    place = {name: number for number, names in enumerate(DOMAIN) for name in names}
    found = []
    for name, path in modules(app).items():
        if not name.startswith("app.domain."):
            continue
        own = name.split(".")[2]
        for target in imports_of(path):
            parts = target.split(".")
            if parts[:2] != ["app", "domain"] or len(parts) < 3 or parts[2] == own or own not in place:
                continue
            if place.get(parts[2], 99) > place[own] or (
                place.get(parts[2]) == place[own] and place[own] > 0 and own != "audit"
            ):
                found.append(f"{name} -> {target}")
    return found


def sql_above(app: Path) -> list[str]:
    rooms = [app / "routers", app / "jobs", app / "documents", app / "main.py"]
    files = [path for room in rooms for path in ([room] if room.is_file() else room.rglob("*.py"))]
    return [
        str(path.relative_to(app))
        for path in files
        if re.search(
            r"\b(select|insert|update|delete|text)\(",
            re.sub(
                r"\.(select|text|update|delete|insert)\(",
                "",
                path.read_text(encoding="utf-8").replace("async def text(", ""),
            ),
        )
    ]


def unguarded(service: FastAPI) -> list[str]:
    found = []
    for context in iter_route_contexts(service.routes):
        route = getattr(context, "original_route", None) or getattr(context, "route", context)
        if not isinstance(route, APIRoute):
            continue
        needs = {dependency.call for dependency in walk(route.dependant)}
        if current_actor not in needs and route.name not in PUBLIC:
            found.append(f"{sorted(route.methods)} {route.path}")
    return found


def walk(dependant: object) -> list[object]:
    inner = getattr(dependant, "dependencies", [])
    return [*inner, *(one for dependency in inner for one in walk(dependency))]


def service() -> FastAPI:
    return create_app(Settings(demo=True), database_url="postgresql://nobody@/none", secret=b"x")


def test_imports_go_down() -> None:
    assert upward(APP) == []


def test_domain_reads_from_left_to_right() -> None:
    assert sideways(APP) == []


def test_a_stage_of_derivation_reads_only_those_before_it() -> None:
    assert backward(APP) == []


def test_no_sql_above_the_domain() -> None:
    assert sql_above(APP) == []


def test_every_route_has_an_actor_or_is_listed_public() -> None:
    routes = list(iter_route_contexts(service().routes))
    assert len(routes) > 80
    assert unguarded(service()) == []


def test_every_route_of_the_api_says_what_it_does() -> None:
    silent = [
        f"{sorted(route.methods)} {context.path}"
        for context in iter_route_contexts(service().routes)
        if isinstance(route := getattr(context, "original_route", None) or getattr(context, "route", context), APIRoute)
        and str(context.path).startswith("/api/v1")
        and not (route.endpoint.__doc__ or "").strip()
    ]
    assert silent == []


def test_every_page_form_carries_the_token() -> None:
    for path in APP.glob("templates/**/*.html"):
        for form in re.findall(r"<form\b.*?</form>", path.read_text(encoding="utf-8"), re.DOTALL):
            if 'method="post"' in form:
                assert "csrf()" in form, f"{path.name}: {form[:80]}"


def test_fragments_have_one_root_with_an_id() -> None:
    for path in APP.glob("templates/**/_*.html"):
        if path.name in ("_head.html", "_facts.html", "_counts.html"):
            continue
        text = re.sub(r"\{% macro .*?endmacro %\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        body = re.sub(r"\{[%#].*?[%#]\}", "", text, flags=re.DOTALL).strip()
        assert re.match(r"<(\w+)[^>]*\bid=", body), path.name


def test_templates_carry_no_style_or_script() -> None:
    for path in APP.glob("templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son\w+=|<script>|<style|hx-on|\bjs:", text), path.name
        assert not re.search(r"""(?:src|href|action)=["']https?:""", text), path.name


def test_every_text_has_its_english() -> None:
    assert len(texts()) > 300
    assert missing() == []


def test_no_screen_word_is_unmarked() -> None:
    vietnamese = re.compile(r"[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)
    for path in APP.glob("templates/**/*.html"):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = text.replace("Đôn Đốc", "").replace("Tiếng Việt", "")
        assert not vietnamese.search(text), f"{path.name}: {vietnamese.search(text)}"


def test_no_folder_of_the_package_is_hidden_from_a_clone() -> None:
    hidden = {line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if not line.startswith("/")}
    folders = {path.name for path in APP.rglob("*") if path.is_dir()} - {"__pycache__"}
    assert hidden & folders == set()


@pytest.mark.parametrize(
    ("place", "line", "check"),
    [
        ("domain/access.py", "from app.routers.edge import deps\n", upward),
        ("words.py", "from app import domain\n", upward),
        ("domain/organisation/rules.py", "from app.domain import progress\n", sideways),
        ("routers/pages/work.py", "rows = select(1)\n", sql_above),
        ("derivation/text/outline.py", "from app.derivation.orders import judge\n", backward),
    ],
)
def test_a_planted_violation_is_seen(tmp_path: Path, place: str, line: str, check: object) -> None:
    import shutil

    copy = tmp_path / "app"
    shutil.copytree(APP, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "templates"))
    planted = copy / place
    planted.write_text(planted.read_text(encoding="utf-8") + "\n" + line, encoding="utf-8")
    assert check(copy) != []  # type: ignore[operator]


def test_a_planted_unguarded_route_is_seen() -> None:
    made = service()

    @made.get("/planted")
    async def planted() -> None: ...

    assert unguarded(made) == ["['GET'] /planted"]
