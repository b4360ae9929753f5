"""The import plan: what every row of every file would do, seen before anything is written."""

from app.ui.plan.view import PlanView

__all__ = ["PlanView"]
