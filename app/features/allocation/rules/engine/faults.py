"""What makes no sense before any search: named by site and server, cheap to find."""

from collections.abc import Iterator

import numpy as np

from app.features.allocation.rules.engine.answer import Fault
from app.features.allocation.rules.engine.model import allowed_of, changes_of, together
from app.features.allocation.rules.engine.problem import Flags, Problem
from app.features.allocation.rules.engine.state import TOLERANCE


def faults_of(problem: Problem) -> tuple[Fault, ...]:
    """Faults of the figures; if there are none, of the locks and villages. Nothing can be answered with them."""
    for kind in (_figures, _locks) if problem.shape[0] else (_figures,):
        if found := tuple(kind(problem)):
            return found
    return ()


def _figures(problem: Problem) -> Iterator[Fault]:
    """NaN, infinite or negative loads, NaN costs, NaN or negative capacities, unknown servers."""
    _n, m = problem.shape
    loads, capacity = np.asarray(problem.loads, float), np.asarray(problem.capacity, float)
    yield from _named("load", sites=np.any(~np.isfinite(loads) | (loads < 0), axis=1))
    yield from _named("capacity", servers=np.isnan(capacity) | (capacity < 0))
    for aim in problem.aims:
        if aim.pairs is not None:
            yield from _named("cost", sites=np.any(~np.isfinite(aim.pairs), axis=1))
    for servers in (problem.fixed, problem.incumbents):
        if servers is not None:
            yield from _named("unknown_server", sites=(servers >= m) | (servers < -1))


def _locks(problem: Problem) -> Iterator[Fault]:
    """Locks on forbidden servers, villages locked to several servers, sites and villages with no server at all."""
    n, m = problem.shape
    fixed = np.full(n, -1) if problem.fixed is None else problem.fixed
    given = np.ones((n, m), bool) if problem.allowed is None else problem.allowed
    locked = np.flatnonzero(fixed >= 0)
    for site in locked[~given[locked, fixed[locked]]].tolist():
        yield Fault("lock_forbidden", (site,), (int(fixed[site]),))
    if problem.may_leave:
        return
    for unit in together(problem):
        if not given[unit].all(axis=0).any():
            yield Fault("no_server", tuple(unit))
        owners = {int(fixed[site]): site for site in reversed(unit) if fixed[site] >= 0}
        if len(owners) > 1:
            yield Fault("lock_contradiction", tuple(sorted(owners.values())), tuple(sorted(owners)))
        elif len(unit) > 1 and given[unit].all(axis=0).any() and owners and not given[unit, next(iter(owners))].all():
            yield Fault("lock_forbidden", tuple(unit), tuple(owners))


def sums_of(problem: Problem) -> Iterator[Fault]:
    """What cannot work out: locks above a capacity, units too heavy for all, total above total, too few moves."""
    n, m = problem.shape
    loads, allowed = np.asarray(problem.loads, float), allowed_of(problem)
    hard = np.ones(m, bool) if problem.hard is None else problem.hard
    room = np.where(hard, problem.capacity, np.inf) * (1 + TOLERANCE) + TOLERANCE
    units = together(problem)
    weight = np.array([loads[unit].sum(axis=0) for unit in units]).reshape(len(units), m)
    open_ = np.array([allowed[unit].all(axis=0) for unit in units]).reshape(len(units), m)
    only = open_ & (open_.sum(axis=1, keepdims=True) == 1)
    forced = np.where(only, weight, 0.0).sum(axis=0)
    if not problem.may_leave:
        for server in np.flatnonzero(forced > room).tolist():
            sites = tuple(site for unit in np.flatnonzero(only[:, server]).tolist() for site in units[unit])
            yield Fault("lock_capacity", sites, (server,), float(forced[server] - problem.capacity[server]))
        fits = (open_ & (weight <= room)).any(axis=1)
        for unit in np.flatnonzero(~fits & (open_.sum(axis=1) > 1)).tolist():
            least = np.where(open_[unit], weight[unit] - problem.capacity, np.inf).min()
            yield Fault("too_heavy", tuple(units[unit]), tuple(np.flatnonzero(open_[unit]).tolist()), float(least))
        least_total = float(np.where(open_, weight, np.inf).min(axis=1, initial=np.inf).sum()) if n else 0.0
        if n and least_total > room.sum():
            yield Fault("total", (), tuple(range(m)), least_total - float(problem.capacity.sum()))
    if problem.moves is not None:
        changes = changes_of(problem)
        each = np.array([changes[unit].sum(axis=0) for unit in units]).reshape(len(units), m)
        least_moves = np.where(open_, each, np.inf).min(axis=1, initial=np.inf)
        if n and float(least_moves.sum()) > problem.moves:
            moved = tuple(s for u in np.flatnonzero(least_moves > 0).tolist() for s in units[u])
            yield Fault("moves", moved, (), float(least_moves.sum()) - problem.moves)


def _named(kind: str, sites: Flags | None = None, servers: Flags | None = None) -> Iterator[Fault]:
    """One fault that names every site or server flagged."""
    if sites is not None and sites.any():
        yield Fault(kind, sites=tuple(np.flatnonzero(sites).tolist()))
    if servers is not None and servers.any():
        yield Fault(kind, servers=tuple(np.flatnonzero(servers).tolist()))
