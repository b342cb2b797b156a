"""Runs a function over tasks on Daft: in processes of this machine, or on a Ray cluster, by one code path.

A task is a small record that says what to do (a part of a file, a month to group); its data stay in files that every
worker reaches. On a cluster that means a shared folder, and détente installed on every machine.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from detente.engines.processes import one_core_each
from detente.errors import DetenteError

A = TypeVar("A")
B = TypeVar("B")

# Both would otherwise report their use to their makers.
_QUIET = {"DAFT_ANALYTICS_ENABLED": "0", "DAFT_PROGRESS_BAR": "0", "RAY_USAGE_STATS_ENABLED": "0"}


class ClusterError(DetenteError):
    """There is no Ray to run on, or no cluster at the address."""


def map_tasks(
    function: Callable[[A], B], tasks: Sequence[A], *, workers: int = 1, ray: str | None = None
) -> Iterator[B]:
    """Yield `function(task)` for each task, in the order in which they are done.

    Args:
        function: A function of a module, or an instance of a class of a module, so that a worker can import it.
        tasks: Records that can be pickled, as can the results.
        workers: Processes on this machine, or tasks at once on the cluster.
        ray: Address of a Ray cluster, or `local` to start one on this machine; None runs without Ray.

    Raises:
        ClusterError: If Ray is not installed or does not answer.
        ValueError: If `workers` is below 1.
    """
    if workers < 1:
        raise ValueError("workers must be 1 or more")
    if not tasks:
        return
    if ray is None and (workers == 1 or len(tasks) == 1):
        # Nothing to share out, so no engine to start.
        yield from map(function, tasks)
        return
    os.environ.update(_QUIET)
    one_core_each()
    import daft  # noqa: PLC0415 - a second that only work on several workers needs

    _choose_runner(ray, workers)
    at_once = min(workers, len(tasks))
    frame = daft.from_pydict({"task": [pickle.dumps(task) for task in tasks]})
    if ray is not None:
        frame = frame.into_partitions(len(tasks))
    run = _worker(at_once, use_process=ray is None)(function)
    for row in frame.select(run.run(daft.col("task")).alias("result")).iter_rows():
        yield pickle.loads(row["result"])


def _choose_runner(ray: str | None, workers: int) -> None:
    """Tell Daft what to run on, which it can be told once in a process."""
    import daft  # noqa: PLC0415
    from daft.exceptions import DaftCoreException  # noqa: PLC0415
    from daft.runners import get_or_create_runner  # noqa: PLC0415

    if ray is not None:
        _join_ray(ray, workers)
    runner: Any
    try:
        runner = daft.set_runner_native() if ray is None else daft.set_runner_ray(noop_if_initialized=True)
    except DaftCoreException:
        runner = get_or_create_runner()
    wanted = "native" if ray is None else "ray"
    if runner.name != wanted:
        raise ClusterError(f"this process works on Daft's {runner.name} runner already; start another for {wanted}")


def _join_ray(address: str, workers: int) -> None:
    try:
        import ray  # noqa: PLC0415
    except ImportError as error:
        raise ClusterError("Ray is not installed; install détente with the extra `ray`") from error
    if ray.is_initialized():
        return
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        if address == "local":
            ray.init(address="local", num_cpus=workers, include_dashboard=False, **quiet)
        else:
            ray.init(address=address, **quiet)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise ClusterError(f"no Ray cluster at {address}: {error}") from error


def _worker(at_once: int, *, use_process: bool) -> Any:
    """Return a class of Daft's that holds a function and runs it over pickled tasks."""
    import daft  # noqa: PLC0415

    class Worker:
        """One of the processes: the function is sent to it once."""

        def __init__(self, function: Callable[[Any], Any]) -> None:
            self.function = function

        @daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)
        def run(self, tasks: daft.Series) -> list[bytes]:
            return [pickle.dumps(self.function(pickle.loads(task))) for task in tasks.to_pylist()]

    return daft.cls(Worker, max_concurrency=at_once, use_process=use_process)
