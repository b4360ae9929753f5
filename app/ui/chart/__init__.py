"""Charts painted with the theme: loads, ranking, waterfall, trend, and the heat of a score."""

from app.ui.chart.heat import HeatCell, heat_cell
from app.ui.chart.loads import Load, LoadBars
from app.ui.chart.picture import Mark, Picture
from app.ui.chart.ranking import Ranked, RankingBars
from app.ui.chart.trend import Moment, Trend
from app.ui.chart.waterfall import Step, Waterfall

__all__ = [
    "HeatCell", "Load", "LoadBars", "Mark", "Moment", "Picture", "Ranked", "RankingBars", "Step",
    "Trend", "Waterfall", "heat_cell",
]
