"""What a leader sees at a glance: counts by unit and state, the map of provinces, the course of the year."""

from app.domain.dashboards.queries import Course, Dashboard, Line, Month, overview, scopes
from app.domain.dashboards.rules import TILE_STEPS, Tile, tiles

__all__ = ["TILE_STEPS", "Course", "Dashboard", "Line", "Month", "Tile", "overview", "scopes", "tiles"]
