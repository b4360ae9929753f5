"""The engine's answer as placements: who serves each area, why, and who comes second."""

from collections.abc import Mapping, Sequence

import numpy as np

from app.features.allocation.rules.engine.answer import Answer
from app.features.allocation.rules.engine.problem import Flags, Problem
from app.features.allocation.rules.engine.second import Seconds
from app.features.allocation.rules.sites import (
    BALANCE,
    FAMILIAR,
    HAND,
    KEEP,
    LOCKED,
    NEAR,
    VILLAGE,
    WISH,
    Bond,
    Placement,
    Server,
    Site,
)  # fmt: skip
from app.features.allocation.rules.terms import TRAVEL

KNOWS = 0.5
"""Familiarity from which it counts as the reason."""


def placements(
    sites: Sequence[Site], servers: Sequence[Server], bonds: Mapping[int, Mapping[int, Bond]], problem: Problem,
    answer: Answer, *, with_second: bool = True,
) -> list[Placement]:
    """A placement for every site that has a server in ``answer``, in the order of ``sites``.

    ``regret`` is what the second would cost more, in hours; no second where only an exchange could help.
    """
    if min(answer.servers, default=-1) < 0:
        with_second = False
    seconds = Seconds(problem, answer).at_once() if with_second else [(-1, 0.0)] * len(sites)
    nearest, shared = _nearest(problem, answer), _shared(sites, answer)
    found = []
    for i, site in enumerate(sites):
        if (at := answer.servers[i]) < 0:
            continue
        server, (second, regret) = servers[at].id, seconds[i]
        reason = _reason(site, server, bonds.get(site.id, {}).get(server), is_shared=shared[i], is_near=nearest[i])
        found.append(
            Placement(site.id, site.incumbent, server, reason, servers[second].id if second >= 0 else None, regret)
        )
    return found


def _reason(site: Site, server: int, bond: Bond | None, *, is_shared: bool, is_near: bool) -> str:
    if site.given is not None:
        return HAND
    if server == site.incumbent:
        return LOCKED if site.locked else KEEP
    if bond and bond.wish:
        return WISH
    if bond and bond.familiarity >= KNOWS:
        return FAMILIAR
    return VILLAGE if is_shared else NEAR if is_near else BALANCE


def _shared(sites: Sequence[Site], answer: Answer) -> list[bool]:
    """Whether another area of the same village has the same server."""
    counts: dict[tuple[int | None, str, int], int] = {}
    keys = [(site.district, site.village, answer.servers[i]) for i, site in enumerate(sites)]
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return [bool(key[1]) and counts[key] > 1 for key in keys]


def _nearest(problem: Problem, answer: Answer) -> Flags:
    """Whether nobody else has a shorter way."""
    travel = next((aim.pairs for aim in problem.aims if aim.name == TRAVEL), None)
    if travel is None or not travel.size:
        return np.zeros(problem.shape[0], dtype=bool)
    own = travel[np.arange(len(travel)), np.array(answer.servers)]
    near: Flags = (own <= travel.min(axis=1) + 1e-9) & (travel.max(axis=1) > own)
    return near
