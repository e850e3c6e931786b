"""Work handed to other processes, gathered as it is done, also where some of them die."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

A = TypeVar("A")
K = TypeVar("K")
R = TypeVar("R")
# A process that is killed, or has no memory left, says so in one of these ways.
_DIED = (BrokenExecutor, MemoryError)


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """`count` processes of this machine. After Ctrl-C or an error they begin nothing more."""
    pool = ProcessPoolExecutor(count)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


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
    with ProcessPoolExecutor(1) as process:
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
