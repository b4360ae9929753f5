"""The search for garbage stays away from work, and from what large work leaves behind."""

import gc

from app.kit.store.quiet import PILE, STARTING, release, undisturbed


def test_a_large_pile_grows_old_without_a_search() -> None:
    release(STARTING)  # a window of another test may hold still
    searched: list[int] = []
    gc.callbacks.append(lambda phase, info: searched.append(info["generation"]) if phase == "start" else None)
    try:
        with undisturbed():
            pile = [[at] for at in range(2 * PILE)]
            with undisturbed():
                assert not gc.isenabled()
            assert not gc.isenabled(), "somebody still holds"
        found = list(searched)
    finally:
        gc.callbacks.pop()
    assert found == []
    assert gc.isenabled()
    assert any(each is pile for each in gc.get_objects(generation=2))
