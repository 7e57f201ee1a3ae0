"""Views and gradients against independent implementations, and laws of the interface."""

import numpy as np
import pytest
import rawline
import static_views
from cameras import CAMERAS


@pytest.mark.parametrize("camera", ["drone", "microscope"])
@pytest.mark.parametrize("view", rawline.VIEWS)
def test_views_are_those_of_an_independent_implementation(mosaics, camera, view):
    expected = static_views.view(mosaics[0].astype(float), CAMERAS[camera], view)
    found = rawline.Isp(camera, view)(mosaics[0])
    # before the gamma, whose slope near black magnifies any rounding
    assert np.abs(np.asarray(found, float) ** 2.2 - np.moveaxis(expected, -1, 0) ** 2.2).max() < 2e-5


def test_a_batch_is_its_images(mosaics):
    isp = rawline.Isp("drone")
    assert np.array_equal(isp(mosaics), np.stack([isp(one) for one in mosaics]))


def test_layouts_are_shifts_of_each_other(mosaics):
    isp = rawline.Isp("drone")
    shifted = isp(mosaics[0, :, 1:], cfa="GRBG")
    assert np.allclose(shifted[..., 4:-4, 4:-4], isp(mosaics[0])[..., 4:-4, 5:-4], atol=1e-6)


def test_threads_do_not_change_bits(mosaics):
    one, two = (rawline.Isp("drone", threads=threads) for threads in (1, 2))
    cotangents = np.ones((4, 3, 48, 66), np.float32)
    assert np.array_equal(one(mosaics), two(mosaics))
    assert np.array_equal(one.backward(mosaics, cotangents)[0], two.backward(mosaics, cotangents)[0])


def test_theta_is_an_argument(mosaics):
    isp = rawline.Isp("drone")
    before = isp(mosaics)
    brighter = isp(mosaics, isp.with_theta(gamma=3))
    assert (brighter >= before - 1e-6).all() and (brighter > before).mean() > 0.5
    assert np.array_equal(isp(mosaics), before)


def test_arrays_of_any_layout_and_type_are_taken(mosaics):
    isp = rawline.Isp("drone")
    expected = isp(mosaics)
    assert np.array_equal(isp(mosaics.astype(np.float64)), expected)
    assert np.array_equal(isp(np.asfortranarray(mosaics)), expected)
    assert np.array_equal(isp(np.repeat(mosaics, 2, axis=2)[:, :, ::2]), expected)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda isp, raws: isp(raws[0, 0]), "shape"),
        (lambda isp, raws: isp(raws[:, :0]), "is empty"),
        (lambda isp, raws: isp(raws, cfa="RGBG"), "RGGB, GRBG, GBRG, BGGR"),
        (lambda isp, raws: isp(raws, cfa=["RGGB"] * 3), "3 colour layouts for 4"),
        (lambda isp, raws: isp(raws, isp.with_theta(gamma=-1)), "gamma"),
        (lambda isp, raws: isp(raws, isp.theta[:-1]), "expected"),
        (lambda isp, raws: isp.backward(raws, np.zeros((4, 3, 48, 65))), "shape"),
        (lambda isp, raws: isp(raws, np.full_like(isp.theta, np.nan)), "finite"),
    ],
)
def test_mistakes_are_named(mosaics, call, message):
    isp = rawline.Isp("drone")
    with pytest.raises(ValueError, match=message):
        call(isp, mosaics)
    assert np.isfinite(isp(mosaics)).all()  # and harm nothing


def test_words_that_are_no_numbers_are_rejected():
    with pytest.raises(TypeError, match="real numbers"):
        rawline.Isp("drone")(np.array([["a", "b"]]))
    with pytest.raises(KeyError, match="white_balance"):
        rawline.Isp("drone").with_theta(whitebalance=1)


@pytest.mark.parametrize("camera", ["nikon", "no/such/camera.yaml"])
def test_unknown_cameras_are_named(camera):
    with pytest.raises((ValueError, OSError), match=camera):
        rawline.Isp(camera)


def test_gradients_are_difference_quotients(mosaics):
    isp = rawline.Isp("microscope")
    rng = np.random.default_rng(3)
    raw = mosaics[0, :8, :10].astype(np.float64)
    cotangent = rng.normal(size=(3, 8, 10))
    of_theta, of_raw = isp.precise(raw, cotangent=cotangent)

    def loss(theta, mosaic):
        return float((isp.precise(mosaic, theta) * cotangent).sum())

    step = 1e-6
    for place in rng.choice(len(isp.theta) - 1, 12, replace=False):
        up, down = isp.theta.copy(), isp.theta.copy()
        up[place] += step
        down[place] -= step
        assert of_theta[place] == pytest.approx((loss(up, raw) - loss(down, raw)) / 2 / step, rel=1e-4, abs=1e-4)
    up, down = raw.copy(), raw.copy()
    up[3, 4] += step
    down[3, 4] -= step
    assert of_raw[3, 4] == pytest.approx((loss(isp.theta, up) - loss(isp.theta, down)) / 2 / step, rel=1e-4, abs=1e-4)


def test_fast_gradients_are_those_of_the_definition(mosaics):
    isp = rawline.Isp("drone")
    rng = np.random.default_rng(4)
    cotangent = rng.normal(size=(3, 48, 66)).astype(np.float32)
    fast, of_raw = isp.backward(mosaics[0], cotangent)
    exact, of_raw_exact = isp.precise(mosaics[0], cotangent=cotangent)
    assert np.linalg.norm(fast - exact) < 1e-4 * np.linalg.norm(exact)
    assert np.linalg.norm(of_raw - of_raw_exact) < 1e-4 * np.linalg.norm(of_raw_exact)
