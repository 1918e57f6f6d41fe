from __future__ import annotations

import gc

from data.process.garbage import keep_for_good


def test_what_is_there_is_looked_through_no_more() -> None:
    thresholds, before = gc.get_threshold(), gc.get_freeze_count()
    there = [object()]
    try:
        keep_for_good()
        assert gc.get_freeze_count() > before
        assert not any(one is there for one in gc.get_objects())
        assert gc.get_threshold()[0] > thresholds[0]
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
