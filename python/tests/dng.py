"""Writes a DNG: python3 dng.py FILE makes examples/frame.dng of a part of chart.png."""

import pathlib
import struct
import sys

import numpy as np

BYTE, TEXT, SHORT, LONG, RATIONAL, SIGNED_RATIONAL = 1, 2, 3, 4, 5, 10
SIZES = {BYTE: 1, TEXT: 1, SHORT: 2, LONG: 4, RATIONAL: 8, SIGNED_RATIONAL: 8}
DENOMINATOR = 1_000_000
D65 = 21
XYZ_OF_SRGB = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])


def encoded(kind, values):
    if kind in (BYTE, TEXT):
        return bytes(values)
    if kind in (SHORT, LONG):
        return struct.pack("<" + ("H" if kind == SHORT else "I") * len(values), *values)
    letter = "<II" if kind == RATIONAL else "<ii"
    return b"".join(struct.pack(letter, round(value * DENOMINATOR), DENOMINATOR) for value in values)


def dng(mosaic, black, white, balance, matrix, camera):
    """Returns a DNG of 16 bits with the layout RGGB; matrix: white-balanced camera colours → linear sRGB."""
    height, width = mosaic.shape
    samples = mosaic.astype("<u2").tobytes()
    camera_of_xyz = np.linalg.inv(XYZ_OF_SRGB @ np.asarray(matrix) @ np.diag(balance))
    name = camera.encode() + b"\0"
    tags = {
        254: (LONG, [0]), 256: (LONG, [width]), 257: (LONG, [height]), 258: (SHORT, [16]), 259: (SHORT, [1]),
        262: (SHORT, [32803]), 271: (TEXT, b"Rawline\0"), 272: (TEXT, name), 273: (LONG, [8]), 274: (SHORT, [1]),
        277: (SHORT, [1]), 278: (LONG, [height]), 279: (LONG, [len(samples)]), 33421: (SHORT, [2, 2]),
        33422: (BYTE, [0, 1, 1, 2]), 50706: (BYTE, [1, 4, 0, 0]), 50708: (TEXT, name), 50713: (SHORT, [2, 2]),
        50714: (RATIONAL, black), 50717: (LONG, [white]), 50721: (SIGNED_RATIONAL, camera_of_xyz.ravel()),
        50728: (RATIONAL, 1 / np.asarray(balance)), 50778: (SHORT, [D65]),
    }
    place = 8 + len(samples)
    entries, held = b"", b""
    behind = place + 2 + 12 * len(tags) + 4
    for tag, (kind, values) in tags.items():
        content = encoded(kind, values)
        where = content.ljust(4, b"\0") if len(content) <= 4 else struct.pack("<I", behind + len(held))
        held += content + b"\0" * (len(content) % 2) if len(content) > 4 else b""
        entries += struct.pack("<HHI", tag, kind, len(content) // SIZES[kind]) + where
    return struct.pack("<2sHI", b"II", 42, place) + samples + struct.pack("<H", len(tags)) + entries + bytes(4) + held


def chart():
    """Returns the part of examples/chart.png where its colours are, as a DNG."""
    import rawline

    raw = rawline.read(pathlib.Path(__file__).resolve().parents[2] / "examples" / "chart.png")
    known = raw.metadata
    return dng(
        raw.mosaic[234:474, :480], raw.black_level, int(raw.white_level), raw.white_balance, known["colour_matrix"], known["camera"]
    )


if __name__ == "__main__":
    pathlib.Path(sys.argv[1]).write_bytes(chart())
