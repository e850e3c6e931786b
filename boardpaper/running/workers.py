"""Work on many papers at once: by processes of this machine, or by any executor that is given."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from boardpaper.errors import EnvironmentFault
from boardpaper.rules import running as rules
from boardpaper.running.inputs import Carried, carry, unpacked
from boardpaper.running.machinery import Machinery, machinery

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

R = TypeVar("R")


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
    jobs: Sequence[Job[R]], *, workers: int = 1, executor: "Executor | None" = None
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
        # Imported only when asked for: it takes longer than many a paper takes to make.
        from boardpaper.running.futures import processes

        with processes(min(workers, len(jobs))) as pool:
            yield from _gather([(job, partial(pool.submit, job.make, job.path)) for job in jobs])
    else:
        yield from ((job, job.make(job.path)) for job in jobs)


def _send(jobs: Iterable[Job[R]], executor: "Executor") -> Iterator[tuple[Job[R], R]]:
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
    """Makes one thing in a worker, which must be the same machinery as the one that asked."""
    if difference := machinery().difference(errand.machinery):
        raise EnvironmentFault(rules.WORKER_DIFFERS.at(who="a worker", difference=difference))
    with unpacked(errand.carried) as path:
        return errand.make(path)


def _gather(submissions: Sequence[tuple[Job[R], Callable[[], "Future[R]"]]]) -> Iterator[tuple[Job[R], R]]:
    """Each result as it becomes ready; a job whose process died is tried once more alone."""
    from boardpaper.running.futures import gather, made_alone

    lost: list[Job[R]] = []
    yield from gather(submissions, lost)
    for job in lost:
        yield job, made_alone(job.make, job.path, died=job.died)
