"""Files of cameras, from the folder of shared data, against what their tags state."""

import numpy as np
import pytest
import rawline
from PIL import TiffImagePlugin

from conftest import SHARED


def tags(file):
    """Returns a TIFF's tags by another reader."""
    with open(file, "rb") as content:
        directory = TiffImagePlugin.ImageFileDirectory_v2(content.read(8))
        content.seek(directory.next)
        directory.load(content)
        return dict(directory)


@pytest.mark.parametrize(
    ("name", "size", "cfa"),
    [("canon_kissx4_colorchart_rggb.dng", (1156, 1734), "RGGB"), ("blackmagic_pocket_gbrg_12bit.dng", (1112, 1952), "GBRG")],
)
def test_dngs_of_cameras_are_read_and_rendered(name, size, cfa):
    file = SHARED / "data" / "raw" / name
    raw, known = rawline.read(file), tags(file)
    assert raw.mosaic.shape == size and raw.cfa == cfa
    assert raw.black_level == pytest.approx(np.resize(np.array(known[50714], float), 4))
    assert raw.white_level == np.ravel(known[50717])[0]
    neutral = np.array(known[50728], float)
    assert raw.white_balance == pytest.approx(neutral[1] / neutral, rel=1e-6)
    assert raw.metadata["camera"] == known[50708].strip("\0 ")
    if known[259] == 1:  # uncompressed: 14 bits each, the highest first
        content = np.fromfile(file, np.uint8, known[279][0], offset=known[273][0])
        bits = np.unpackbits(content)[: known[256] * known[257] * 14].reshape(known[257], known[256], 14)
        top, left, bottom, right = known[50829]
        assert np.array_equal(raw.mosaic, (bits @ (1 << np.arange(13, -1, -1)))[top:bottom, left:right])
    view = rawline.render(raw, camera=raw.camera)
    assert view.shape == (3, *size) and 0 <= view.min() and view.max() <= 1 and view.std() > 0.05
    assert np.array_equal(view, rawline.render(file))
