"""A small PDF, so that the demo has a document without bringing a library or a binary file."""

from __future__ import annotations

import textwrap

WIDTH, HEIGHT, MARGIN = 595, 842, 72
LINE_LENGTH = 82
LEADING = 16


def make_pdf(title: str, text: str) -> bytes:
    """One A4 page with a title and paragraphs (separated by blank lines)."""
    content = _content(title, text)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en)"
        b" /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R" % (WIDTH, HEIGHT)
        + b" /Resources << /Font << /Title 5 0 R /Text 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        _font(b"Helvetica-Bold"),
        _font(b"Times-Roman"),
        b"<< /Title %s >>" % _string(title),
    ]
    return _file(objects)


def _content(title: str, text: str) -> bytes:
    left, top = MARGIN, HEIGHT - MARGIN - 20
    lines = [b"BT /Title 20 Tf %d %d Td %s Tj ET" % (left, top, _string(title))]
    lines.append(b"BT /Text 11.5 Tf %d TL %d %d Td" % (LEADING, left, top - 2 * LEADING))
    for paragraph in text.strip().split("\n\n"):
        lines += [b"%s Tj T*" % _string(line) for line in textwrap.wrap(paragraph, LINE_LENGTH)]
        lines.append(b"T*")
    return b"\n".join([*lines, b"ET"])


def _font(name: bytes) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name


def _string(text: str) -> bytes:
    for special in "\\()":
        text = text.replace(special, f"\\{special}")
    return b"(%s)" % text.encode("cp1252")


def _file(objects: list[bytes]) -> bytes:
    """The objects with the table that says where each of them begins; the last one is the info."""
    result = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(result))
        result += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start, count = len(result), len(objects) + 1
    result += b"xref\n0 %d\n0000000000 65535 f \n" % count
    result += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    result += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (count, count - 1)
    return bytes(result + b"startxref\n%d\n%%%%EOF\n" % start)
