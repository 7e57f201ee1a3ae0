"""Packed data sets, the commands of the terminal and the lab book."""

import json
import multiprocessing
import os
import re
import shutil
import subprocess

import numpy as np
import pytest
import rawline
from rawline import _command

from conftest import ROOT

pytestmark = pytest.mark.skipif(
    "RAWLINE_COMMAND" not in os.environ and not (ROOT / ".rawline").exists(), reason="the program is not built"
)


@pytest.fixture(scope="session")
def streets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    for words in (
        ["simulate", "aerial-street", "--camera", "drone", "--count", "3", "--size", "256x192", "--out", folder / "streets"],
        ["data", "pack", folder / "streets", "--out", folder / "packed"],
    ):
        subprocess.run([*_command.program(), *map(str, words)], check=True, capture_output=True)
    return folder


def test_a_packed_set_holds_the_files_it_was_made_of(streets):
    packed = rawline.packed(streets / "packed")
    assert len(packed) == 3
    for sample in packed:
        raw = rawline.read(streets / "streets" / (sample["id"] + ".tiff"))
        assert np.array_equal(sample["picture"], raw.mosaic) and sample["picture"].dtype == np.float32
        assert sample["mask"].shape == raw.mosaic.shape
        assert sample["recording"]["cfa"] == raw.cfa
    assert rawline.packed(streets / "packed", lambda sample: sample["id"])[2] == "images/000003"


def _sum(packed, place, answers):
    answers.put(float(packed[place]["picture"].sum()))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_of_either_kind_read_packed_sets(streets, method):
    packed = rawline.packed(streets / "packed")
    packed[0]
    context = multiprocessing.get_context(method)
    answers = context.Queue()
    worker = context.Process(target=_sum, args=(packed, 1, answers))
    worker.start()
    found = answers.get(timeout=120)
    worker.join()
    assert found == float(packed[1]["picture"].sum())


@pytest.mark.parametrize("masks", [True, False])
def test_a_loader_of_pytorch_takes_packed_sets(streets, tmp_path, masks):
    torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")
    for file in (streets / "packed").iterdir():
        shutil.copy(file, tmp_path)
    if not masks:
        index = json.loads((tmp_path / "index.json").read_text())
        for entry in index["samples"]:
            entry["sample"].pop("mask")
        (tmp_path / "index.json").write_text(json.dumps(index))
    packed = rawline.packed(tmp_path)
    loader = torch.utils.data.DataLoader(packed, batch_size=2, num_workers=2, multiprocessing_context="fork")
    batches = list(loader)
    assert [len(batch["id"]) for batch in batches] == [2, 1]
    for key in ["picture"] + ["mask"] * masks:
        assert np.array_equal(torch.cat([batch[key] for batch in batches]), np.stack([sample[key] for sample in packed]))
    assert all(("mask" in batch) == masks for batch in batches)


def test_simulated_scenes_are_those_of_the_command(streets):
    simulated = rawline.simulate("aerial-street", 2, size="256x192")
    packed = rawline.packed(streets / "packed")
    for i in range(2):
        for key in ("picture", "mask"):
            assert np.array_equal(simulated[i][key], packed[i][key])
        assert simulated[i]["class"] == packed[i]["class"]
    folder = simulated.folder
    del simulated
    assert not folder.exists()
    with pytest.raises(RuntimeError, match="256x192|at least"):
        rawline.simulate("aerial-street", 1, size="8x8")


def test_folders_that_are_no_packed_sets_are_named(streets, tmp_path):
    with pytest.raises(FileNotFoundError, match="index.json"):
        rawline.packed(streets / "streets")
    for file in (streets / "packed").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes()[:4000] if file.suffix == ".tar" else file.read_bytes())
    with pytest.raises(OSError, match="shard-000000.tar"):
        rawline.packed(tmp_path)


def test_less_light_has_its_mean_and_its_noise(streets):
    raw = rawline.read(streets / "streets" / "images" / "000001.tiff")
    half = rawline.scale_intensity(raw, 0.5, "drone", seed=1)
    assert np.array_equal(half.mosaic, rawline.scale_intensity(raw, 0.5, "drone", seed=1).mosaic)
    black = raw.black_level.mean()
    assert (half.mosaic - black).mean() == pytest.approx(0.5 * (raw.mosaic - black).mean(), rel=0.02)
    assert not np.array_equal(half.mosaic, rawline.scale_intensity(raw, 0.5, "drone", seed=2).mosaic)
    with pytest.raises(ValueError, match="fraction|share|light"):
        rawline.scale_intensity(raw, 1.5, "drone")


def test_commands_run_and_their_messages_arrive(streets, capfd):
    rawline.run("data info", streets / "streets")
    assert re.search(r"samples +3\b", capfd.readouterr().out)
    with pytest.raises(RuntimeError, match="nowhere"):
        rawline.run("data info", streets / "nowhere")


def test_the_lab_book_is_read(streets):
    lab = streets / "labbook"
    with pytest.raises(RuntimeError, match="labbook"):
        rawline.lab.runs(lab=lab)
    with pytest.raises(ValueError, match="drift'; drop"):
        rawline.lab.runs("drift'; drop table run; --", lab)
    plan = ROOT / "plans" / "quick-masks.yaml"
    rawline.run("train", plan, data=streets / "streets", epochs=1, size=32, lab=lab, out=streets / "model")
    runs = rawline.lab.runs("train", lab)
    first = runs.iloc[0] if hasattr(runs, "iloc") else runs[0]
    assert first["state"] == "finished"
    assert len(rawline.lab.metrics(int(first["number"]), lab)) > 0
    assert len(rawline.lab.params(int(first["number"]), lab)) > 10
