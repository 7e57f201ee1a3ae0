"""Packed data sets, the commands of the terminal and the lab book."""

import io
import json
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap

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


@pytest.fixture
def script(tmp_path, monkeypatch):
    """Makes a script the command."""

    def make(text):
        file = tmp_path / "command"
        file.write_text("#!/bin/bash\n" + textwrap.dedent(text))
        file.chmod(0o700)
        monkeypatch.setenv("RAWLINE_COMMAND", str(file))
        return file

    return make


def test_progress_is_shown_before_a_command_ends(tmp_path, monkeypatch, script):
    seen = tmp_path / "seen"
    script(
        f"""
        echo 'epoch 1 of 2' >&2
        for i in {{1..600}}; do
          [[ ! -e {seen} ]] || {{ echo 'epoch 2 of 2' >&2; exit 0; }}
          sleep 0.1
        done
        exit 1
        """
    )

    class Shown(io.StringIO):
        def write(self, text):
            seen.touch()
            return super().write(text)

    monkeypatch.setattr(sys, "stderr", Shown())
    rawline.run("train")
    assert sys.stderr.getvalue() == "epoch 1 of 2\nepoch 2 of 2\n"


def test_an_error_ends_with_the_commands_own_words(script, capsys):
    script("for i in {1..9999}; do echo part $i; done >&2; echo 'rawline train: the disk is full' >&2; exit 1")
    with pytest.raises(RuntimeError, match=r"part 9999\nrawline train: the disk is full$") as caught:
        rawline.run("train", quiet=True)
    assert len(str(caught.value)) < 1000 and capsys.readouterr() == ("", "")


def test_verdicts_are_returned_as_values(streets, script):
    assert rawline.run("data ls") is None
    script("""printf '{\n "verdict": "fail"\n}\n[1]\n'; exit 3""")
    assert rawline.run("quality check", json=True) == [{"verdict": "fail"}, [1]]
    with pytest.raises(RuntimeError, match="ended with 3"):
        rawline.run("quality check")


@pytest.mark.parametrize("send", [os.kill, os.killpg])
def test_an_interruption_reaches_the_command_once(send, script):
    """Python alone gets it from a program, Python and its group from a terminal."""
    script(
        """
        interruptions=0
        trap '((++interruptions)); last=$SECONDS' INT
        echo running
        while ((SECONDS < 60 && (!interruptions || SECONDS < last + 2))); do sleep 0.1; done
        echo "interrupted $interruptions times"
        exit 130
        """
    )
    python = """
        import signal, rawline
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
        try:
            rawline.run("train")
        except KeyboardInterrupt:
            assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
            print("ended")
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(python)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "python")},
        start_new_session=True,
    )
    assert process.stdout.readline() == "running\n"
    send(process.pid, signal.SIGINT)
    assert process.stdout.read() == "interrupted 1 times\nended\n"
    assert process.wait() == 0


def test_an_interruption_before_a_command_has_begun_ends_it_too(monkeypatch, script):
    script("sleep 60")
    made = []
    popen = subprocess.Popen

    def interrupted(*words, **options):
        made.append(popen(*words, **options))
        signal.raise_signal(signal.SIGINT)
        return made[0]

    monkeypatch.setattr(subprocess, "Popen", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            rawline.run("train")
    finally:
        signal.signal(signal.SIGINT, before)
    assert made[0].poll() not in (None, 0)


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


@pytest.fixture(scope="session")
def drift(tmp_path_factory):
    """A lab book with a small experiment, and the experiment's folder."""
    folder = tmp_path_factory.mktemp("drift")
    rawline.run("simulate blood-smear", camera="microscope", count=16, size="128x128", out=folder / "smears", quiet=True)
    rawline.run(
        "drift", ROOT / "plans" / "drift-quick.yaml", data=folder / "smears", epochs=1,
        lab=folder / "labbook", out=folder / "drift", quiet=True,
    )
    return folder


def test_findings_cells_and_predictions_are_those_of_the_experiment(drift):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed (Debian: python3-pandas)")
    lab = drift / "labbook"
    tables = {
        name: getattr(rawline.lab, name)(1, lab) for name in ("params", "metrics", "cells", "predictions", "findings")
    }
    tables["runs"] = rawline.lab.runs("drift", lab)
    assert all(isinstance(table, pandas.DataFrame) for table in tables.values())
    rows = {name: table.to_dict("records") for name, table in tables.items()}
    written = json.loads((drift / "drift" / "findings.json").read_text())
    found = {row["finding"]: row for row in rows["findings"]}
    assert {key: found["matched_mean"][key] for key in ("value", "low", "high", "level")} == written["matched_mean"]
    for severity in "135":
        assert found["corruption_drop." + severity]["value"] == written["corruption_drop"][severity]["value"]
    scores = (drift / "drift" / "scores.csv").read_text().splitlines()
    assert len(rows["cells"]) == len(scores) - 1
    tested = [row for row in rows["cells"] if row["metric"] == "accuracy" and row["corruption"] == ""]
    for cell in tested:
        own = [
            row["truth"] == row["predicted"]
            for row in rows["predictions"]
            if all(row[key] == cell[key] for key in ("trained", "tested", "corruption", "split"))
        ]
        assert own and np.mean(own) == pytest.approx(cell["value"])
    assert rows["runs"][0]["state"] == "finished" and len(rows["params"]) > 10


def test_without_pandas_rows_are_dicts(drift, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert rawline.lab.sql("select 1 as one", drift / "labbook") == [{"one": 1}]
    findings = rawline.lab.findings(1, drift / "labbook")
    assert findings[0].keys() == {"finding", "value", "low", "high", "level"}


def test_files_of_a_run_are_read_whole_or_refused(drift, tmp_path):
    lab = drift / "labbook"
    report = (drift / "drift" / "report.html").read_bytes()
    assert rawline.lab.artefact(1, "report.html", lab) == report
    with pytest.raises(KeyError, match="findings.json"):
        rawline.lab.artefact(1, "nothing", lab)
    with pytest.raises(FileNotFoundError, match=str(tmp_path)):
        rawline.lab.artefact(1, "report.html", lab, tmp_path)
    for file in (lab / "artefacts").glob("*/*"):
        copy = tmp_path / file.parent.name / file.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(file.read_bytes()[:-1] + b"?")
    with pytest.raises(OSError, match="damaged"):
        rawline.lab.findings(1, lab, tmp_path)
