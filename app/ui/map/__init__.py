"""The map of the district; pyqtgraph is imported when the first points are shown, not before."""

from app.ui.map.ground import MapLine, MapPoint, spread_colours
from app.ui.map.view import MapView

__all__ = ["MapLine", "MapPoint", "MapView", "spread_colours"]
