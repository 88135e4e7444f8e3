"""Which files of articles there are in files and folders, and how each is named."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset({".txt", ".html", ".htm", ".jsonl", ".csv", ".parquet"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it is, the stem that names its articles, what stands in the way if anything."""

    path: Path
    stem: str
    trouble: str | None = None

    @property
    def suffix(self) -> str:
        """The suffix that tells the format, in small letters, `.gz` left out."""
        return _suffix(self.path)

    @property
    def packed(self) -> bool:
        """Whether it is a gzip file."""
        return self.path.suffix.lower() == ".gz"


def list_files(sources: str | Path | Iterable[str | Path]) -> list[SourceFile]:
    """Return the files of articles among `sources`, files and folders, in the order of paths, each one once.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ("b.txt", "a.html", "a.txt", "photo.png"):
    ...         Path(folder, name).touch()
    ...     [source.stem for source in list_files(folder)]
    ['a.html', 'a.txt', 'b']

    A folder is read with all below it; files of other suffixes in it are ignored. `.txt`, `.html`, `.jsonl`,
    `.csv` and `.parquet` are read, also with `.gz` behind. A file is named by its stem, or by its path where
    stems clash. Links in a folder are followed to files in the folders named only. Folders that can't be read
    and links that can't be followed are in the list too, with their `trouble`.
    Raises FileNotFoundError when a source doesn't exist.
    """
    named = [Path(source) for source in ([sources] if isinstance(sources, str | Path) else sources)]
    files: list[tuple[Path, Path]] = []
    troubles: list[tuple[Path, str]] = []
    roots = [path.resolve() for path in named if path.is_dir()]
    for path in named:
        if path.is_dir():
            files += [(file, path) for file in _walk(path, roots, troubles)]
        elif path.is_file():
            files.append((path, path.parent))
        elif path.exists():
            troubles.append((path, "neither a file nor a folder; copy what it gives into a file"))
        else:
            raise FileNotFoundError(f"{path}: no such file or folder")
    once = sorted(_drop_repeated(files))
    listed = [SourceFile(path, stem) for (path, _), stem in zip(once, _name_files(once), strict=True)]
    told = [SourceFile(path, _stem(path), trouble) for path, trouble in troubles]
    return sorted([*listed, *told], key=lambda source: source.path)


def _walk(folder: Path, roots: list[Path], troubles: list[tuple[Path, str]]) -> Iterator[Path]:
    """Yield the files of articles in a folder and below it, and tell what could not be looked at."""

    def tell(error: OSError) -> None:
        why = f"this folder can't be looked into ({error.strerror}); allow it to be read"
        troubles.append((Path(error.filename), why))

    for place, folders, names in os.walk(folder, onerror=tell):
        links = [Path(place, name) for name in folders if Path(place, name).is_symlink()]
        files = [path for name in names if _suffix(path := Path(place, name)) in SUFFIXES]
        for path in [*links, *files]:
            trouble = _follow(path, roots) if path.is_symlink() else None
            if trouble:
                troubles.append((path, trouble))
            elif path.is_file():
                yield path


def _follow(link: Path, roots: list[Path]) -> str | None:
    """Tell why a link can't be followed, or None where it leads into one of the folders `roots`."""
    try:
        goal = link.resolve(strict=True)
    except (OSError, RuntimeError):  # Python before 3.13 raises RuntimeError for links in circles
        return "a link that leads nowhere or in circles; remove it or mend it"
    if any(root in (goal, *goal.parents) for root in roots):
        return None
    return f"a link that leads out of the folder, to {show_path(goal)}; copy what it leads to into the folder"


def _drop_repeated(files: Iterable[tuple[Path, Path]]) -> Iterator[tuple[Path, Path]]:
    """Yield each file once, not by a link where it is there itself."""
    seen: set[Path] = set()
    for path, folder in sorted(files, key=lambda file: (file[0].is_symlink(), *file)):
        real = path.resolve()
        if real not in seen:
            seen.add(real)
            yield path, folder


def _suffix(path: Path) -> str:
    """Return the suffix that tells the format, in small letters, `.gz` left out."""
    return Path(path.stem if path.suffix.lower() == ".gz" else path.name).suffix.lower()


def _stem(path: Path) -> str:
    return show_path(Path(path.stem).stem if path.suffix.lower() == ".gz" else path.stem)


def show_path(path: str | Path) -> str:
    r"""Return a name as text that every file can hold, whatever bytes the disk has.

    >>> show_path("caf\udce9.txt")
    'caf�.txt'
    """
    return re.sub("[\ud800-\udfff]", "\ufffd", str(path))


def _name_files(files: list[tuple[Path, Path]]) -> list[str]:
    """Name each file by its stem; where stems clash by its path in the folder, then with its suffix."""
    names = [_stem(path) for path, _ in files]
    for longer in (_path_stem, _path_name):
        clash = Counter(names)
        names = [longer(*file) if clash[name] > 1 else name for file, name in zip(files, names, strict=True)]
    return names


def _path_stem(path: Path, folder: Path) -> str:
    return show_path(path.relative_to(folder).with_name(_stem(path)).as_posix())


def _path_name(path: Path, folder: Path) -> str:
    return show_path(path.relative_to(folder).as_posix())
