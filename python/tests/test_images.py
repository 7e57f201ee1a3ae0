"""Files, cameras, corruptions, similarity and measures."""

import io
import struct

import numpy as np
import pytest
import rawline
from PIL import Image

import dng
from conftest import ROOT

torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")
import pictures  # noqa: E402  an independent implementation


@pytest.fixture(scope="session")
def chart():
    return rawline.read(ROOT / "examples" / "chart.png")


def test_a_raw_file_is_read_with_its_sidecar(chart):
    assert chart.mosaic.dtype == np.float32 and chart.mosaic.ndim == 2
    assert chart.cfa in ("RGGB", "GRBG", "GBRG", "BGGR") and chart.unit == "DN"
    assert chart.black_level.shape == (4,) and chart.white_balance.shape == (3,)
    assert chart.cfa in repr(chart)


def test_a_dng_states_what_was_written_into_it(chart):
    file = ROOT / "examples" / "frame.dng"
    assert file.read_bytes() == dng.chart(), "write it again: python/tests/dng.py"
    raw = rawline.read(file)
    assert np.array_equal(raw.mosaic, chart.mosaic[234:474, :480])
    assert raw.cfa == "RGGB" and raw.unit == "DN" and raw.white_level == 65535
    assert raw.black_level == pytest.approx(chart.black_level, abs=1e-6)
    assert raw.white_balance == pytest.approx(chart.white_balance, rel=1e-5)
    assert raw.metadata["camera"] == "Rawline test chart" and raw.metadata["bits"] == 16
    matrix = np.array(raw.metadata["colour_matrix"])
    assert matrix == pytest.approx(np.array(chart.metadata["colour_matrix"]), abs=1e-4)
    view = rawline.render(raw)
    inside = np.s_[:, 10:-10, 10:-10]  # what is around differs
    assert np.abs(np.asarray(view)[inside] - np.asarray(rawline.render(chart))[:, 234:474, :480][inside]).max() < 2e-3


def test_a_file_is_rendered_by_its_own_camera(chart):
    own = rawline.render(chart)
    assert own.shape == (3, *chart.mosaic.shape) and 0 <= own.min() and own.max() <= 1
    assert np.array_equal(own, rawline.render(ROOT / "examples" / "chart.png", camera=chart.camera))
    assert not np.array_equal(own, rawline.render(chart, camera="drone"))


def test_pictures_show_themselves(chart):
    picture = rawline.render(chart)
    for image, channels in ((picture, 3), (chart, 1)):
        content = image._repr_png_()
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", content[16:24])
        assert (height, width) == chart.mosaic.shape
        shown = np.asarray(Image.open(io.BytesIO(content)))
        assert shown.shape == (height, width, 3) if channels == 3 else (height, width)
        if channels == 3:
            assert np.array_equal(shown, picture.to_uint8())
    assert picture.to_uint8().shape == (*chart.mosaic.shape, 3)


@pytest.mark.parametrize("path", ["missing.dng", "."])
def test_files_that_cannot_be_read_are_named(tmp_path, path):
    with pytest.raises(OSError, match="missing|" + tmp_path.name):
        rawline.read(tmp_path / path)


def test_a_camera_that_metadata_do_not_state_is_refused(mosaics):
    with pytest.raises(ValueError, match="level"):
        rawline.render(rawline.RawImage(mosaics[0]))


def test_corruptions_repeat_by_their_seed(chart):
    view = rawline.render(chart)
    first, again, other = (rawline.corrupt(view, "gaussian_noise", 2, seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again) and not np.array_equal(first, other)
    assert rawline.corrupt(np.stack([view, view]), "fog").shape == (2, *view.shape)
    with pytest.raises(ValueError, match="gaussian_noise"):
        rawline.corrupt(view, "rain")
    with pytest.raises(ValueError, match="1 to 5"):
        rawline.corrupt(view, "fog", 6)
    with pytest.raises(ValueError, match="channels come first"):
        rawline.corrupt(np.moveaxis(view, 0, -1), "fog")


def test_similarity_is_that_of_an_independent_implementation(chart):
    view = np.asarray(rawline.render(chart))[:, :200, :250]
    other = np.asarray(rawline.corrupt(view, "gaussian_noise", 1))
    value, gradient = rawline.ssim(view, other, gradient=True)
    theirs = torch.tensor(view[None], requires_grad=True)
    expected = pictures.ssim(theirs, torch.tensor(other[None]))
    expected.sum().backward()
    assert value == pytest.approx(expected.item(), abs=1e-5)
    ratio = np.linalg.norm(theirs.grad[0].numpy()) / np.linalg.norm(gradient)
    assert np.linalg.norm(theirs.grad[0].numpy() - ratio * gradient) < 1e-3 * np.linalg.norm(theirs.grad)
    assert ratio == pytest.approx(1, abs=1e-3)


def test_measures_have_units_and_intervals(chart):
    rows = rawline.inspect(chart)
    names = [row["measure"] for row in rows]
    assert "green_mean" in names and len(names) == len(set(names))
    for row in rows:
        assert row["unit"] and row["means"]
        assert row["low"] is None or row["low"] <= row["value"] <= row["high"], row
    assert sum(row["low"] is not None and row["low"] < row["high"] for row in rows) > 3
    assert rows.anomalies == []


def test_what_a_raw_image_should_not_have_is_said(chart):
    shifted = rawline.RawImage(np.round(chart.mosaic) // 16 * 16, chart.cfa, "DN", chart.metadata)
    assert any("bits" in words for words in rawline.inspect(shifted).anomalies)


def test_names_of_files_follow_the_folder(tmp_path, monkeypatch, chart):
    monkeypatch.chdir(ROOT / "examples")
    assert np.array_equal(rawline.read("chart.png").mosaic, chart.mosaic)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OSError, match=str(tmp_path)):
        rawline.read("chart.png")
