"""Work handed to other processes, gathered as it is done, also where some of them die."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar, cast

A = TypeVar("A")
K = TypeVar("K")
R = TypeVar("R")
# A process that is killed, or has no memory left, says so in one of these ways.
_DIED = (BrokenExecutor, MemoryError)


@contextmanager
def processes(count: int) -> Iterator["ProcessPool"]:
    """`count` processes of this machine. An error, Ctrl-C or an order to end ends them too, whatever they are at.

    They end as well where this process is killed.
    """
    pool = ProcessPool(count)
    try:
        yield pool
    except BaseException:
        pool.end()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


class ProcessPool(ProcessPoolExecutor):
    """Processes that end when this one does, and can be ended before."""

    def __init__(self, count: int) -> None:
        self._begun = _Begun()
        super().__init__(count, mp_context=cast(BaseContext, self._begun), initializer=_become_worker)

    def end(self) -> None:
        """Ends the processes of this pool, whatever they are at; other processes of the program are not touched."""
        for process in self._begun.processes:
            if process.pid is not None:
                process.terminate()


class _Begun:
    """The usual way to begin processes, which remembers those it began."""

    def __init__(self) -> None:
        self.processes: list[BaseProcess] = []
        self._usual = multiprocessing.get_context()

    def Process(self, *args: Any, **options: Any) -> BaseProcess:  # noqa: N802 - the name that multiprocessing gives it
        process = self._usual.Process(*args, **options)
        self.processes.append(process)
        return process

    def __getattr__(self, name: str) -> Any:
        return getattr(self._usual, name)


def _become_worker() -> None:
    """Makes this process end when the one that began it does; what Ctrl-C means is that one's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def gather(submissions: Sequence[tuple[K, Callable[[], "Future[R]"]]], lost: list[K]) -> Iterator[tuple[K, R]]:
    """Each key with what came of its work, in the order in which they are done.

    The keys of the work that an executor has died of are added to `lost`.
    """
    futures: list[tuple[K, Future[R]]] = []
    for key, submit in submissions:
        try:
            futures.append((key, submit()))
        except _DIED:
            lost.append(key)
    try:
        for key, future in _in_order_of_readiness(futures):
            try:
                made = future.result()
            except _DIED:
                lost.append(key)
                continue
            yield key, made
    finally:
        for _, future in futures:
            future.cancel()


def made_alone(make: Callable[[A], R], argument: A, *, died: R) -> R:
    """What `make` makes in a fresh process: another work's death may have ended the one that did it. Or `died`."""
    with processes(1) as process:
        try:
            return process.submit(make, argument).result()
        except _DIED:
            return died


def _in_order_of_readiness(futures: Sequence[tuple[K, "Future[R]"]]) -> Iterator[tuple[K, "Future[R]"]]:
    """The futures as each becomes ready, where that can be told."""
    if not all(isinstance(future, Future) for _, future in futures):
        # An executor of somebody's own may have futures of its own, which are only known to have a result.
        yield from futures
        return
    keys = {future: key for key, future in futures}
    yield from ((keys[future], future) for future in as_completed(keys))
