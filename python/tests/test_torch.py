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
    raw = raws[:2, :6, :8].double().requires_grad_()
    assert torch.autograd.gradcheck(view, (raw, ["RGGB", "GBRG"]), eps=1e-7, atol=1e-4, rtol=1e-3)
    raws.requires_grad_()
    view(raws).sum().backward()
    precise = raws.detach().double().requires_grad_()
    view(precise).sum().backward()
    assert (raws.grad - precise.grad).norm() < 1e-3 * precise.grad.norm()


def test_similarity_passes_gradients_to_theta_and_to_both_sides(raws):
    isp = rawline.torch.Isp("drone")
    target = isp(raws, "RGGB").detach()
    with torch.no_grad():
        isp.gamma.fill_(2.0)
    views = isp(raws)
    expected, gradient = rawline.ssim(views.detach(), target, gradient=True)
    values = rawline.torch.ssim(views, target)
    weights = torch.tensor([1.0, 2, 3, 4])
    (of_views,) = torch.autograd.grad((values * weights).sum(), views, retain_graph=True)
    assert torch.equal(values, expected) and torch.allclose(of_views, gradient * weights[:, None, None, None])
    other = target.clone().requires_grad_()
    rawline.torch.ssim(views.detach(), other).sum().backward()
    assert torch.allclose(other.grad, rawline.ssim(target, views.detach(), gradient=True)[1])
    one = rawline.torch.ssim(views[0], target[0])
    assert one.shape == () and one == values[0]

    values.sum().backward()
    step, around = 0.01, []
    for gamma in (2 + step, 2 - step):
        with torch.no_grad():
            isp.gamma.fill_(gamma)
            around.append(rawline.torch.ssim(isp(raws), target).double().sum().item())
    assert isp.gamma.grad.item() == pytest.approx((around[0] - around[1]) / 2 / step, rel=0.02)


@pytest.mark.parametrize("kind", [torch.float32, torch.float64, torch.bfloat16])
def test_tensors_give_tensors(raws, kind):
    isp = rawline.Isp("drone")
    raws = raws.to(kind)
    views = isp(raws)
    expected = isp(raws.float().numpy())
    assert views.dtype == kind and (views.float() - torch.from_numpy(expected)).abs().max() < 0.01
    for found in (
        isp(raws[0]), isp.backward(raws, views)[1], rawline.corrupt(views, "fog"), rawline.ssim(views, views, gradient=True)[1]
    ):
        assert isinstance(found, torch.Tensor) and found.dtype == kind
    assert isinstance(isp((raws * 255).to(torch.uint8)), torch.Tensor)


def test_tensors_that_need_a_gradient_are_sent_to_the_modules(raws):
    with pytest.raises(ValueError, match=r"rawline\.torch.*detach\(\)"):
        rawline.Isp("drone")(raws.requires_grad_())
    with pytest.raises(ValueError, match="the views needs? a gradient"):
        rawline.ssim(torch.zeros(3, 64, 64, requires_grad=True), torch.zeros(3, 64, 64))


if torch.cuda.is_available():  # a test that is skipped would be a failure

    def test_tensors_of_a_gpu_are_moved_and_come_back(raws):
        isp, there = rawline.torch.Isp("drone"), rawline.torch.Isp("drone").cuda()
        here, moved = raws.clone().requires_grad_(), raws.cuda().requires_grad_()
        expected, found = isp(here), there(moved)
        assert found.device == moved.device and torch.equal(found.cpu(), expected)
        expected.sum().backward()
        found.sum().backward()
        assert torch.equal(moved.grad.cpu(), here.grad) and torch.allclose(there.gamma.grad.cpu(), isp.gamma.grad)
        assert rawline.ssim(found.detach(), found.detach()).device == moved.device


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
