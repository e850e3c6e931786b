"""Papers made by the workers of a Dask cluster, where one is named; the only place that knows Dask."""

import gc
import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from boardpaper.errors import EnvironmentFault
from boardpaper.rules import running as rules
from boardpaper.running.machinery import Machinery, machinery

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as DaskFuture

# Seconds: to reach a scheduler, between looks at a cluster that has not answered, and to close.
_CONNECT, _LOOK, _CLOSE = 5, 2, 3
# Looks without any worker before a cluster is given up; one whose workers are started anew needs a while.
_PATIENCE = 15


class WorkerDied(BrokenExecutor):
    """Every worker that took up a task has died of it."""


@contextmanager
def dask_executor(address: str, *, at_once: bool = True) -> Iterator[Executor]:
    """An executor whose work is done by the workers of the Dask scheduler at `address` (tcp://host:port).

    Papers travel to the workers as bytes, and nothing but results comes back: no disk need be shared. Unless it is to
    be done `at_once`, the cluster is only asked, and its faults told, when there is work for it.

    Raises:
        EnvironmentFault: Dask is not installed, there is no scheduler or worker, or one differs from this machine.
    """
    with ExitStack() as joined:

        def join() -> Executor:
            return joined.enter_context(_joined(address))

        yield join() if at_once else _JoiningExecutor(join)


class _JoiningExecutor(Executor):
    """An executor that asks the cluster when it has work for it."""

    def __init__(self, join: Callable[[], Executor]) -> None:
        self._join = join
        self._joined: Executor | None = None

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        self._joined = self._joined or self._join()
        return self._joined.submit(work, *arguments, **named)


@contextmanager
def _joined(address: str) -> Iterator[Executor]:
    """The workers of the scheduler at `address`, once it is known that they make papers as this machine does.

    Raises:
        EnvironmentFault: as `dask_executor`.
    """
    try:
        from distributed import Client
    except ImportError as fault:
        raise EnvironmentFault(rules.DASK_MISSING.at()) from fault
    with _quietly():
        try:
            client = Client(address, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError) as fault:
            raise _no_cluster(address, "there is no Dask scheduler") from fault
        try:
            _check_machines(client, address)
            yield _DaskExecutor(client, address)
        finally:
            client.close(timeout=_CLOSE)


class _DaskExecutor(Executor):
    def __init__(self, client: "Client", address: str) -> None:
        self._client = client
        self._address = address

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        future = self._client.submit(work, *arguments, **named, pure=False)
        return _Answer(self._client, self._address, future)


class _Answer:
    """What a worker will answer, or why it cannot."""

    def __init__(self, client: "Client", address: str, future: "DaskFuture[Any]") -> None:
        self._client = client
        self._address = address
        self._future = future

    def result(self) -> Any:
        """The task's result, whichever worker made it in the end.

        Raises:
            WorkerDied: each worker that took it up has died.
            EnvironmentFault: scheduler or workers are gone.
        """
        from distributed import CancelledError, KilledWorker

        looks = 0
        while True:
            try:
                return self._future.result(timeout=_LOOK)
            except TimeoutError:
                looks = 0 if self._has_workers() else looks + 1
                if looks >= _PATIENCE:
                    raise _no_cluster(self._address, "the workers have gone from the Dask scheduler") from None
            except KilledWorker as fault:
                raise WorkerDied(str(fault)) from fault
            except (CancelledError, OSError) as fault:
                raise _no_cluster(self._address, "the connection is lost to the Dask scheduler") from fault

    def cancel(self) -> bool:
        """Tells the cluster that nobody wants the result any more."""
        self._future.release()
        return False

    def _has_workers(self) -> bool:
        """Whether the scheduler has a worker by now; one that does not answer has none."""
        try:
            return bool(self._client.nthreads())
        except (OSError, TimeoutError):
            return False


def _check_machines(client: "Client", address: str) -> None:
    """Refuses a cluster on which papers would come out otherwise than here."""
    try:
        answers: dict[str, object] = dict(client.run(machinery, on_error="return"))
        scheduler: object = client.run_on_scheduler(machinery)
    except (ImportError, AttributeError) as fault:
        raise _differs("the scheduler", str(fault)) from fault
    except (OSError, TimeoutError) as fault:
        raise _no_cluster(address, "no answer comes from the Dask scheduler") from fault
    if not answers:
        raise _no_cluster(address, "there is no worker at the Dask scheduler")
    if not isinstance(scheduler, Machinery):
        raise _differs("the scheduler", str(scheduler))
    ours = machinery()
    for worker, theirs in sorted(answers.items()):
        if not isinstance(theirs, Machinery):
            raise _differs(f"the worker {worker}", f"no boardpaper that can be used ({theirs})")
        if difference := theirs.difference(ours):
            raise _differs(f"the worker {worker}", difference)


def _differs(who: str, what: str) -> EnvironmentFault:
    return EnvironmentFault(rules.MACHINE_DIFFERS.at(who=who, difference=what))


def _no_cluster(address: str, what: str) -> EnvironmentFault:
    return EnvironmentFault(rules.DASK_UNREACHABLE.at(address, fault=what, address=address))


@contextmanager
def _quietly() -> Iterator[None]:
    """Keeps Dask from telling on standard error what is told here as an error, or is none."""
    logs = [logging.getLogger(name) for name in ("distributed", "tornado", "asyncio")]
    levels = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        # Connections that broke are complained of when they are cleared away.
        gc.collect()
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)
