"""The camera under torch.autograd."""

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")

import gradients  # noqa: E402  an independent implementation
import rawline.torch  # noqa: E402
from cameras import CAMERAS  # noqa: E402


@pytest.fixture
def raws(mosaics):
    return torch.from_numpy(mosaics)


def test_views_and_gradients_are_those_of_autograd(raws):
    peer = gradients.Plain(CAMERAS["drone"])
    ours = rawline.torch.Isp("drone")
    theirs = raws.double().requires_grad_()
    mine = raws.clone().requires_grad_()
    weights = torch.rand(4, 3, 48, 66, generator=torch.Generator().manual_seed(5))
    expected, found = peer(theirs), ours(mine)
    weights[(expected < 0.02) | (expected > 0.999)] = 0  # at the clips a rounding decides
    assert ((expected - found).abs() * (weights > 0)).max() < 1e-4
    (expected * weights).sum().backward()
    (found * weights).sum().backward()
    for name, parameter in peer.named_parameters():
        own = getattr(ours, name).grad.double().reshape(parameter.grad.shape)
        assert (own - parameter.grad).norm() < 1e-3 * parameter.grad.norm(), name
    assert (mine.grad - theirs.grad).norm() < 1e-3 * theirs.grad.norm()


@pytest.mark.parametrize("layouts", ["RGGB", ["BGGR", "GBRG"]])
def test_gradcheck_passes(raws, layouts):
    isp = rawline.torch.Isp("microscope").double()
    names = [name for name, _ in isp.named_parameters()]

    def render(raw, *theta):
        return torch.func.functional_call(isp, dict(zip(names, theta)), (raw, layouts))

    raw = raws[:2, :6, :8].double().requires_grad_()
    assert torch.autograd.gradcheck(render, (raw, *isp.parameters()), eps=1e-7, atol=1e-4, rtol=1e-3)


def test_several_forwards_each_keep_their_theta(raws):
    isp = rawline.torch.Isp("drone")
    isp(raws).sum().backward()
    expected = isp.gamma.grad.clone()
    isp.zero_grad()
    view = isp(raws)
    with torch.no_grad():
        isp.gamma.mul_(1.5)
    isp(raws)
    view.sum().backward()
    assert torch.equal(isp.gamma.grad, expected)


def test_a_raw_image_that_was_changed_is_noticed(raws):
    raws.requires_grad_()
    changed = raws * 1
    view = rawline.torch.Isp("drone")(changed)
    changed.mul_(0.5)
    with pytest.raises(RuntimeError, match="inplace operation"):
        view.sum().backward()


def test_a_static_view_passes_gradients_to_the_raw_image_alone(raws):
    view = rawline.torch.StaticView("drone", "menon-unsharp-gaussian")
    assert not list(view.parameters())
    raws.requires_grad_()
    view(raws).sum().backward()
    assert raws.grad.shape == raws.shape and raws.grad.abs().sum() > 0


@pytest.mark.parametrize("kind", [torch.bfloat16, torch.float16])
def test_other_types_are_moved_and_come_back(raws, kind):
    view = rawline.torch.Isp("drone")(raws.to(kind))
    assert view.dtype == kind
    assert (view.float() - rawline.torch.Isp("drone")(raws.to(kind).float())).abs().max() < 0.01


def test_parameters_of_another_type_get_gradients_of_theirs(raws):
    isp, coarse = rawline.torch.Isp("drone"), rawline.torch.Isp("drone").bfloat16()
    with torch.no_grad():
        for own, other in zip(isp.parameters(), coarse.parameters()):
            own.copy_(other)
    isp.gamma_floor.copy_(coarse.gamma_floor)
    for each in (isp, coarse):
        each(raws).square().sum().backward()
    for own, other in zip(isp.parameters(), coarse.parameters()):
        assert torch.equal(other.grad, own.grad.bfloat16())


def test_fixed_parameters_get_no_gradient_and_change_no_other(raws):
    free, fixed = rawline.torch.Isp("drone"), rawline.torch.Isp("drone")
    fixed.white_balance.requires_grad_(False)
    for each in (free, fixed):
        each(raws).square().sum().backward()
    assert fixed.white_balance.grad is None
    for name, parameter in fixed.named_parameters():
        assert name == "white_balance" or torch.equal(parameter.grad, getattr(free, name).grad)


def test_gradients_of_theta_do_not_share_memory_that_one_of_them_changes(raws):
    isp = rawline.torch.Isp("drone")
    isp(raws).square().sum().backward()
    expected = isp.gamma.grad.clone()
    for name, parameter in isp.named_parameters():
        if name != "gamma":
            parameter.grad.zero_()
    assert torch.equal(isp.gamma.grad, expected)


def test_a_batch_in_parts_has_the_gradients_of_the_whole(raws, monkeypatch):
    found = []
    for pixels in (rawline._engine._PIXELS, 1):
        monkeypatch.setattr(rawline._engine, "_PIXELS", pixels)
        isp, own = rawline.torch.Isp("drone", threads=1), raws.clone().requires_grad_()
        isp(own, ["RGGB", "BGGR", "GRBG", "GBRG"]).square().sum().backward()
        found.append([own.grad, *(parameter.grad for parameter in isp.parameters())])
    for whole, parts in zip(*found):
        assert torch.allclose(whole, parts, rtol=1e-5)


def test_theta_learns(raws):
    target = rawline.torch.Isp("drone")(raws).detach()
    isp = rawline.torch.Isp("drone")
    with torch.no_grad():
        isp.gamma.fill_(1.6)
    optimizer = torch.optim.Adam([isp.gamma], lr=0.05)
    for _ in range(60):
        optimizer.zero_grad()
        (isp(raws) - target).square().mean().backward()
        optimizer.step()
    assert isp.gamma.item() == pytest.approx(2.2, abs=0.05)


def test_a_batch_without_images_or_their_side_is_refused(raws):
    for batch in (raws[0], raws[:0], raws[:, :, :0]):
        with pytest.raises(ValueError, match=r"\(B, H, W\)"):
            rawline.torch.Isp("drone")(batch)
