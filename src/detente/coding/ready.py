"""Importing this loads all that coding needs: workers forked from a process that has done so share it.

`engines.processes.map_ordered` takes its name as `ready`.
"""

from __future__ import annotations

import gc

from detente.coding import default_coder
from detente.coding.comparisons import as_document

default_coder().code(as_document("On Monday Canada expelled two Russian diplomats.", "ready"))
# What the collector never looks at is not copied for each worker.
gc.freeze()
