"""Work on many papers at once: by processes of this machine, or by any executor that is given."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct

from boardpaper.errors import EnvironmentFault
from boardpaper.running.inputs import Carried, carry, unpacked
from boardpaper.running.machinery import Machinery, machinery

R = TypeVar("R")
# A process that is killed, or has no memory left, says so in one of these ways.
_DIED = (BrokenExecutor, MemoryError)


class Job(Struct, Generic[R], frozen=True):
    """Work on the paper at `path`.

    `make` can be pickled and does all of it, from a path alone: where the paper has travelled to another machine it
    is another path. `died` is the answer where every process that tried has died.
    """

    path: Path
    make: Callable[[Path], R]
    died: R


class _Errand(Struct, Generic[R], frozen=True):
    """A job on its way to another process or machine, with its files and what must do it there."""

    make: Callable[[Path], R]
    carried: Carried
    machinery: Machinery


def run_jobs(
    jobs: Sequence[Job[R]], *, workers: int = 1, executor: Executor | None = None
) -> Iterator[tuple[Job[R], R]]:
    """Each job with what came of it, in the order in which they are done.

    An `executor` gets each paper's files along with the work, so that its workers need not share a disk with this
    machine; without one, `workers` processes of this machine do the work. A job whose process dies is tried once more,
    in a process of its own.

    Raises:
        EnvironmentFault: a worker has another boardpaper, or other libraries, than this machine.
    """
    if executor is not None:
        yield from _send(jobs, executor)
    elif workers > 1 and len(jobs) > 1:
        processes = ProcessPoolExecutor(min(workers, len(jobs)))
        try:
            yield from _gather([(job, partial(processes.submit, job.make, job.path)) for job in jobs])
        finally:
            # After Ctrl-C or an error nobody wants what has not begun.
            processes.shutdown(cancel_futures=True)
    else:
        yield from ((job, job.make(job.path)) for job in jobs)


def _send(jobs: Iterable[Job[R]], executor: Executor) -> Iterator[tuple[Job[R], R]]:
    """Lets `executor` do the jobs; a paper that cannot travel is made here meanwhile."""
    here, submissions = [], []
    for job in jobs:
        carried = carry(job.path)
        if carried is None:
            here.append(job)
        else:
            errand = _Errand(job.make, carried, machinery())
            submissions.append((job, partial(executor.submit, _run_errand, errand)))
    yield from _gather(submissions)
    yield from ((job, job.make(job.path)) for job in here)


def _run_errand(errand: _Errand[R]) -> R:
    if difference := machinery().difference(errand.machinery):
        raise EnvironmentFault(
            f"a worker has {difference}",
            hint="Install on the workers what this machine has, so that papers come out the same whoever makes them.",
            rule="worker-differs",
        )
    with unpacked(errand.carried) as path:
        return errand.make(path)


def _gather(submissions: Sequence[tuple[Job[R], Callable[[], "Future[R]"]]]) -> Iterator[tuple[Job[R], R]]:
    lost: list[Job[R]] = []
    futures: list[tuple[Job[R], Future[R]]] = []
    for job, submit in submissions:
        try:
            futures.append((job, submit()))
        except _DIED:
            lost.append(job)
    try:
        for job, future in _in_order_of_readiness(futures):
            try:
                made = future.result()
            except _DIED:
                lost.append(job)
                continue
            yield job, made
    finally:
        for _, future in futures:
            future.cancel()
    for job in lost:
        yield job, _make_alone(job)


def _in_order_of_readiness(futures: Sequence[tuple[Job[R], "Future[R]"]]) -> Iterator[tuple[Job[R], "Future[R]"]]:
    if not all(isinstance(future, Future) for _, future in futures):
        # An executor of somebody's own may have futures of its own, which are only known to have a result.
        yield from futures
        return
    jobs = {future: job for job, future in futures}
    yield from ((jobs[future], future) for future in as_completed(jobs))


def _make_alone(job: Job[R]) -> R:
    """The job in a fresh process: another one's death may have ended the process that did it."""
    with ProcessPoolExecutor(1) as process:
        try:
            return process.submit(job.make, job.path).result()
        except _DIED:
            return job.died
