"""Other processes that search a meeting's public files: what is read by which of them, and when."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, Future

from msgspec.structs import replace

from boardpaper.checks.leaks.readers.files import read_content
from boardpaper.checks.leaks.readers.pieces import Piece
from boardpaper.checks.leaks.search import PublicFile, Searched, Wall, search_file
from boardpaper.running.futures import ProcessPool

# To search what has been read takes about so large a part of the time for both.
_SEARCHED_ONLY = 0.5


class Searchers:
    """Processes that search, two or more.

    One of them reads the papers, and then their pack: what it has read there it need not read again. The others raise
    the wall, and then search what has been read. Each method raises `BrokenExecutor` or `MemoryError` where one of them
    has died.
    """

    def __init__(self, count: int, raised: Callable[[], Wall]) -> None:
        self._reader, self._others, self._count = ProcessPool(1), ProcessPool(count - 1), count
        self._wall = self._others.submit(raised)
        self._papers: list[bytes] = []
        self._read: Future[list[list[Piece]]] | None = None
        self._shares: list[list[int]] = []
        self._begun: Future[list[Searched]] | None = None

    def leave(self, *, at_once: bool) -> None:
        """Ends the processes, `at_once` whatever they are at."""
        for pool in (self._reader, self._others):
            if at_once:
                pool.end()
            pool.shutdown(cancel_futures=True)

    def read(self, papers: Iterable[bytes]) -> None:
        """Has papers read that the public gets."""
        self._papers = list(papers)
        self._read = self._reader.submit(_read, self._papers)

    def begin(self, public: Sequence[PublicFile]) -> None:
        """Has the largest of the `public` files searched, and as many others as make one share."""
        known = set(self._papers)
        sizes = [len(file.content) * (_SEARCHED_ONLY if file.content in known else 1) for file in public]
        self._shares = _shares(sizes, self._count)
        self._begun = self._reader.submit(search_files, self._wall.result(), [public[at] for at in self._shares[0]])

    def searched(self, public: Sequence[PublicFile]) -> tuple[Wall, list[Searched]]:
        """The wall, and what was found in each file, in the order of the files."""
        if self._begun is None:
            raise BrokenExecutor
        wall = self._wall.result()
        read = dict(zip(self._papers, self._read.result() if self._read else (), strict=True))
        files = [replace(file, read=read.get(file.content)) for file in public]
        rest = [self._others.submit(search_files, wall, [files[at] for at in share]) for share in self._shares[1:]]
        found = {
            at: each
            for share, future in zip(self._shares, (self._begun, *rest), strict=True)
            for at, each in zip(share, future.result(), strict=True)
        }
        return wall, [found[at] for at in range(len(public))]


def search_files(wall: Wall, files: Sequence[PublicFile]) -> list[Searched]:
    """What was found in each file."""
    return [search_file(wall, file) for file in files]


def _read(contents: Sequence[bytes]) -> list[list[Piece]]:
    return [list(read_content(content)) for content in contents]


def _shares(sizes: Sequence[float], count: int) -> list[list[int]]:
    """The places of files of these `sizes` in as many shares of about one size, that of the largest file first."""
    shares: list[list[int]] = [[] for _ in range(count)]
    for place in sorted(range(len(sizes)), key=lambda place: sizes[place], reverse=True):
        min(shares, key=lambda share: sum(sizes[each] for each in share)).append(place)
    return shares
