"""Lists: every visit, and the representatives whose visit is overdue."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, and_, cast, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement, GenericFunction

from app.features.allocation.model import Assignment
from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.managers.model import Manager
from app.features.org.model import Setting, Staff
from app.features.org.queries import TODAY
from app.features.representatives.model import Representation
from app.features.visits.model import Visit
from app.features.visits.queries.due import is_open
from app.features.visits.queries.terms import MONTHS
from app.features.visits.queries.topics import topics_field
from app.kit.context import Context
from app.kit.fields import Field, Kind
from app.kit.query import Filter, Listing, col, computed, count
from app.kit.words import N_
