"""The map of the district; pyqtgraph is imported when the first points are shown, not before."""

from app.ui.map.carrying import CarryMap
from app.ui.map.ground import MapLine, MapPoint, spread_colours
from app.ui.map.hover import Hover
from app.ui.map.tree import spanning_tree
from app.ui.map.view import MapView

__all__ = ["CarryMap", "Hover", "MapLine", "MapPoint", "MapView", "spanning_tree", "spread_colours"]
