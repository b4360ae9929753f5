"""Charts painted with the theme: loads, sums and their parts, ranking, waterfall, trend, and the heat of a score."""

from app.ui.chart.heat import HeatCell, heat_cell
from app.ui.chart.loads import Band, Load, LoadBars
from app.ui.chart.picture import Mark, Picture
from app.ui.chart.ranking import Ranked, RankingBars
from app.ui.chart.stack import Stack, StackBars
from app.ui.chart.trend import Moment, Trend
from app.ui.chart.waterfall import Step, Waterfall

__all__ = [
    "Band", "HeatCell", "Load", "LoadBars", "Mark", "Moment", "Picture", "Ranked", "RankingBars", "Stack", "StackBars",
    "Step", "Trend", "Waterfall", "heat_cell",
]
