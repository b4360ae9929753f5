"""A problem folded for the search: sites that must stay together are one unit, rows stand in a canonical order.

The order depends on contents alone, so that permuting sites or servers does not change the answer's value.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.features.allocation.rules.engine.problem import Aim, Flags, Floats, Form, Ints, Problem

NOBODY = -1


@dataclass(frozen=True)
class Model:
    """U units × M columns; the last column is *nobody* where sites may be left.

    ``units`` holds the sites of each unit, ``servers`` the problem's server of each column (-1: nobody).
    ``group`` is the priced group of each unit (-1: none), ``prices`` the price of each group.
    """

    units: tuple[tuple[int, ...], ...]
    servers: Ints
    loads: Floats
    capacity: Floats
    hard: Flags
    targets: Floats
    even: Flags
    band: float
    allowed: Flags
    group: Ints
    prices: Floats
    changes: Floats
    """U × M: incumbents a unit would leave in each column."""

    @property
    def shape(self) -> tuple[int, int]:
        """(U, M)."""
        n, m = self.loads.shape
        return n, m

    def expand(self, choice: Ints, sites: int) -> Ints:
        """Server of each site from the column of each unit (-1 stays -1)."""
        found = np.full(sites, NOBODY, dtype=np.int64)
        for unit, column in zip(self.units, choice.tolist(), strict=True):
            found[list(unit)] = self.servers[column] if column >= 0 else NOBODY
        return found

    def fold(self, servers: Ints) -> Ints:
        """Column of each unit (-1: none, or its sites disagree) from the server of each site."""
        column = {int(server): at for at, server in enumerate(self.servers)}
        heads = [{int(servers[site]) for site in unit} for unit in self.units]
        return np.array([column.get(next(iter(head)), NOBODY) if len(head) == 1 else NOBODY for head in heads])


def together(problem: Problem) -> list[list[int]]:
    """Sites that share a server at any price, united over all groups without a price; every site once."""
    n, _m = problem.shape
    head = list(range(n))

    def root(site: int) -> int:
        while head[site] != site:
            head[site] = head[head[site]]
            site = head[site]
        return site

    for group in problem.groups:
        if group.price is None:
            for site in group.sites[1:]:
                head[root(site)] = root(group.sites[0])
    found: dict[int, list[int]] = {}
    for site in range(n):
        found.setdefault(root(site), []).append(site)
    return list(found.values())


def targets_of(problem: Problem) -> Floats:
    """Hours each server should carry: given, or the mean total load in proportion to capacity."""
    n, m = problem.shape
    if problem.targets is not None:
        return np.asarray(problem.targets, float)
    total = float(problem.loads.mean(axis=1).sum()) if n else 0.0
    finite = np.isfinite(problem.capacity)
    weights = np.where(finite, problem.capacity, problem.capacity[finite].mean() if finite.any() else 1.0)
    shares: Floats = total * weights / weights.sum() if weights.sum() else np.full(m, np.nan)
    return np.where(shares > 0, shares, np.nan)


def allowed_of(problem: Problem) -> Flags:
    """n × m: pairs neither forbidden nor excluded by a lock."""
    allowed = np.ones(problem.shape, dtype=bool) if problem.allowed is None else problem.allowed.copy()
    if problem.fixed is not None:
        locked = np.flatnonzero(problem.fixed >= 0)
        kept = allowed[locked, problem.fixed[locked]]
        allowed[locked] = False
        allowed[locked, problem.fixed[locked]] = kept
    return allowed


def changes_of(problem: Problem) -> Floats:
    """n × m: 1 where a site leaves its incumbent."""
    n, m = problem.shape
    changes = np.zeros((n, m))
    if problem.incumbents is not None:
        held = np.flatnonzero(problem.incumbents >= 0)
        changes[held] = 1.0
        changes[held, problem.incumbents[held]] = 0.0
    return changes


def aim_pairs(problem: Problem, aim: Aim, units: Sequence[Sequence[int]]) -> Floats:
    """U × m or U × (m + 1): an aim's pair costs by unit, with the column of nobody where sites may be left."""
    pairs = np.zeros((len(units), problem.shape[1])) if aim.pairs is None else _fold(units, aim.pairs)
    if problem.may_leave:
        sizes = np.array([len(unit) for unit in units], float)
        pairs = np.hstack([pairs, aim.vacant * sizes[:, None]])
    return pairs


def compile_model(problem: Problem) -> tuple[Model, list[Form]]:
    """The folded problem and one form for each aim, unweighted."""
    units = together(problem)
    loads, allowed, changes = np.asarray(problem.loads, float), allowed_of(problem), changes_of(problem)
    capacity, targets = np.asarray(problem.capacity, float), targets_of(problem)
    hard = np.ones(len(capacity), bool) if problem.hard is None else problem.hard
    servers = np.arange(len(capacity))
    if problem.may_leave:
        loads, changes = (np.hstack([a, np.zeros((len(a), 1))]) for a in (loads, changes))
        allowed = np.hstack([allowed, ~allowed.any(axis=1, keepdims=True) | (_locks(problem) < 0)[:, None]])
        changes[:, -1] = changes[:, :-1].max(axis=1, initial=0.0)
        capacity, targets, hard = np.append(capacity, np.inf), np.append(targets, np.nan), np.append(hard, False)
        servers = np.append(servers, NOBODY)
    folded = [_fold(units, loads), _fold(units, changes), *(aim_pairs(problem, aim, units) for aim in problem.aims)]
    allowed = _fold(units, ~allowed) == 0
    columns = _column_order(folded, capacity, hard, targets, servers)
    folded = [array[:, columns] for array in folded]
    allowed = allowed[:, columns]
    order = _row_order(folded, allowed)
    group, prices = _priced(problem, units)
    model = Model(
        tuple(tuple(units[at]) for at in order), servers[columns], folded[0][order], capacity[columns], hard[columns],
        np.where(np.isnan(targets[columns]), 1.0, targets[columns]), ~np.isnan(targets[columns]), problem.band,
        allowed[order], group[order], prices, folded[1][order],
    )  # fmt: skip
    return model, [
        Form(pairs[order], aim.overload, aim.spread, aim.peak, aim.apart)
        for aim, pairs in zip(problem.aims, folded[2:], strict=True)
    ]


def _locks(problem: Problem) -> Ints:
    return np.full(len(problem.loads), -1) if problem.fixed is None else problem.fixed


def _fold(units: Sequence[Sequence[int]], array: Floats | Flags) -> Floats:
    """Sums over the sites of each unit."""
    if not units:
        return np.zeros((0, array.shape[1]))
    sites = np.array([site for unit in units for site in unit])
    if len(sites) == len(units):
        alone: Floats = array[sites].astype(float)
        return alone
    starts = np.cumsum([0, *(len(unit) for unit in units[:-1])])
    is_ordered = bool((sites == np.arange(len(array))).all())
    folded: Floats = np.add.reduceat(array if is_ordered else array[sites], starts, axis=0, dtype=float)
    return folded


def _column_order(arrays: list[Floats], capacity: Floats, hard: Flags, targets: Floats, servers: Ints) -> Ints:
    """By contents, not by position; the column of nobody stays last."""
    sums = [np.sort(array, axis=0).sum(axis=0) for array in arrays if array.any()]
    keys = [*sums, np.nan_to_num(targets), hard, capacity, servers == NOBODY]
    return np.lexsort(keys) if len(capacity) else np.zeros(0, dtype=np.int64)


def _row_order(arrays: list[Floats], allowed: Flags) -> Ints:
    """By contents: one number for each row of each array, heaviest rows first."""
    weights = np.random.default_rng(7).uniform(1, 2, allowed.shape[1])
    keys = [(array * weights).sum(axis=1) for array in (allowed.astype(float), *reversed(arrays))]
    return np.lexsort([*keys[:-1], -keys[-1]])


def _priced(problem: Problem, units: Sequence[Sequence[int]]) -> tuple[Ints, Floats]:
    """Group of each unit and price of each group; a site in several priced groups counts in the first."""
    unit_of = {site: at for at, unit in enumerate(units) for site in unit}
    group = np.full(len(units), -1, dtype=np.int64)
    prices: list[float] = []
    for wished in problem.groups:
        if wished.price is None:
            continue
        members = {unit_of[site] for site in wished.sites if group[unit_of[site]] < 0}
        if len(members) > 1:
            group[list(members)] = len(prices)
            prices.append(wished.price)
    return group, np.array(prices)
