"""Memory while a great many small objects are made at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sans_ramassage() -> Iterator[None]:
    """Suspend the search for reference cycles while many objects that have none are made.

    Going through hundreds of thousands of living objects again and again costs an import a third
    of its time and frees nothing; counting references goes on as usual.
    """
    actif = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if actif:
            # What was made goes straight to the oldest generation: else the very next object
            # made anywhere would set off a search through all of it.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
