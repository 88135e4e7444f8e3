"""Bytes of a file → text, in whatever encoding they come."""

import codecs
import io
import re
from collections.abc import Iterator
from typing import IO

SAMPLE = 65_536  # bytes from which the encoding is told
_LEAST_PRINTABLE = 0.9  # share of characters of a text that are no control characters
_MARKS = (  # the longer first: UTF-32 begins as UTF-16 does
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)


def decode(data: bytes) -> str:
    """Return the text that bytes encode, with mojibake repaired and line ends as they are.

    >>> decode("L’été « à Liège »".encode("cp1252"))
    'L’été « à Liège »'
    >>> decode("L’Ã©tÃ© Ã\xa0 LiÃ¨ge".encode())
    'L’été à Liège'

    Knows UTF-8 and UTF-16 with or without a mark, UTF-32 with one, else the encoding that charset-normalizer
    finds likeliest, Windows-1252 when in doubt and for stray bytes in UTF-8. See `repair` for the rest.
    """
    encoding = _tell_encoding(data[:SAMPLE])
    return repair(_rescue(data.decode(encoding, errors=_on_error(encoding))))


def decode_lines(stream: IO[bytes], head: bytes, longest: int) -> Iterator[str | None]:
    r"""Yield the lines of a file as they are, with their ends, and None for one of more than `longest` signs.

    >>> list(decode_lines(io.BytesIO(b"Un quai\r\nUne gare"), b"Un quai", longest=20))
    ['Un quai\r\n', 'Une gare']

    `head` is the beginning of the file, from which the encoding is told. No more than a line is held at once.
    """
    encoding = _tell_encoding(head)
    lines = io.TextIOWrapper(stream, encoding, errors=_on_error(encoding), newline="")
    try:
        while line := lines.readline(longest):
            whole = line
            while len(line) == longest and not line.endswith(("\n", "\r")):
                line, whole = lines.readline(longest), ""
            yield _rescue(whole) if whole else None
    finally:
        lines.detach()  # who opened the file closes it


def repair(text: str) -> str:
    r"""Return a text with mojibake undone, and U+FFFD for NUL and lone surrogates, which no table can hold.

    >>> repair("LiÃ¨ge \0 « l’œuvre »")
    'Liège � « l’œuvre »'

    ftfy repairs doubly encoded letters; it changes no quote, space or width.
    """
    if re.search("[ÂÃâ\u0102ĂÐ][\x80-\u2122]", text):
        import ftfy

        text = "".join(ftfy.fix_encoding(line) for line in text.splitlines(keepends=True))
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)


def looks_binary(data: bytes) -> bool:
    r"""Tell whether bytes are no text in any encoding: control characters that no text holds.

    >>> looks_binary(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), looks_binary("Le rail".encode("utf-16-le"))
    (True, False)
    """
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _guess_utf16(data):
        return False
    sample = data[:SAMPLE]
    odd = sum(sample.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return odd > (1 - _LEAST_PRINTABLE) * len(sample) or (b"\0" in sample and odd > 2)


def _tell_encoding(head: bytes) -> str:
    """Tell the encoding of bytes from their beginning."""
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    wide = marked or _guess_utf16(head)
    if wide:
        return wide
    text = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape").decode(head)
    stray = len(re.findall("[\udc80-\udcff]", text))
    letters = len(re.findall("[^\x00-\x7f]", text)) - stray
    return "utf-8" if stray <= letters else _guess_encoding(head)


def _on_error(encoding: str) -> str:
    """Return what becomes of bytes that break an encoding: those in UTF-8 can be rescued."""
    return "surrogateescape" if encoding.startswith("utf-8") else "replace"


def _rescue(text: str) -> str:
    """Read bytes that are no UTF-8 as Windows-1252."""
    return re.sub(
        "[\udc80-\udcff]+",
        lambda stray: stray[0].encode("utf-8", "surrogateescape").decode("cp1252", errors="replace"),
        text,
    )


def _guess_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without its mark by the zero bytes that Latin letters leave on one side."""
    sample = data[: min(len(data), SAMPLE) // 2 * 2]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None


def _guess_encoding(data: bytes) -> str:
    """Tell a one-byte encoding; Windows-1252, the usual case in French, wins when it decodes to letters."""
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    foreign = re.findall(r"[^\x00-\x7fÀ-ÿŒœŸ€‚„…†‡‰‹›‘’“”•–—™\xa0«»°²³·§©®¼½¾¿¡µ´¨¸×]", western)
    pairs = re.findall(r"[a-zA-Z][À-ÿœ][a-z]|[ 'Àà]à |é[ ,.s]|[a-z]’[a-zé]", western)
    if western and not foreign and pairs:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return best.encoding if best is not None else "cp1252"
