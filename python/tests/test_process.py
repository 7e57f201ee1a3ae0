"""Living in another process: signals, forks, threads, memory, and a Java that is missing."""

import importlib
import importlib.util
import inspect
import os
import pathlib
import re
import signal
import subprocess
import sys
import textwrap
import threading
import time

import numpy as np
import pytest
import rawline
from rawline import _jvm

from conftest import ROOT


def run(script, **environment):
    """Runs a script in a Python of its own."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "python"), **environment},
    )


def test_sixteen_threads_at_once(mosaics):
    isp = rawline.Isp("drone", threads=1)

    def both(i):
        theta = isp.with_theta(gamma=1 + i / 10)
        views = isp(mosaics, theta)
        return views, *isp.backward(mosaics, views - 0.5, theta)

    expected = [both(i) for i in range(16)]
    found = [None] * 16

    def work(i):
        for _ in range(10):
            found[i] = both(i)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(a, b) for one, other in zip(expected, found) for a, b in zip(one, other, strict=True))


def test_a_long_call_leaves_other_threads_the_interpreter():
    isp = rawline.Isp("drone", threads=1)
    mosaic = np.full((1, 2000, 2000), 0.2, np.float32)
    isp(mosaic)
    calls, counted = [], []

    def work():
        for _ in range(5):
            first = time.monotonic()
            isp(mosaic)
            calls.append((first, time.monotonic()))

    caller = threading.Thread(target=work)
    caller.start()
    while caller.is_alive():
        counted.append(time.monotonic())
        time.sleep(0.001)
    middles = [(first + (last - first) / 4, last - (last - first) / 4) for first, last in calls]
    assert any(first < at < last for first, last in middles for at in counted)


def test_the_first_use_may_be_of_many_threads_at_once():
    """The others come at the worst moment: the engine runs, but its start has not ended."""
    done = run(
        """
        import threading, time, rawline
        from rawline import _jvm
        made, said = _jvm.Signals.__init__, []

        def use():
            try:
                rawline.Isp("drone", threads=1)
                said.append("well")
            except Exception as e:
                said.append(repr(e))

        threads = [threading.Thread(target=use) for _ in range(16)]

        def slowly(self):
            for thread in threads[1:]:
                thread.start()
            time.sleep(0.5)
            made(self)

        _jvm.Signals.__init__ = slowly
        threads[0].start()
        threads[0].join()
        for thread in threads:
            thread.join()
        print(set(said), len(said))
        """
    )
    assert done.stdout == "{'well'} 16\n", done.stdout + done.stderr


def test_a_fork_is_told_to_spawn():
    script = """
        import os, rawline
        isp = rawline.Isp("drone")
        if os.fork() == 0:
            for call in (lambda: rawline.Isp("drone"), lambda: isp.forward([[.2]]), rawline.start):
                try:
                    call()
                except RuntimeError as e:
                    print(e, flush=True)
            os._exit(0)
        os.wait()
    """
    assert run(script).stdout.count("by 'spawn'") == 3


def test_a_loader_that_forks_is_told_to_spawn():
    pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")
    done = run(
        """
        import multiprocessing, numpy as np, rawline, torch
        multiprocessing.set_start_method("fork", force=True)  # Debian's default
        isp = rawline.Isp("drone")

        class Views(torch.utils.data.Dataset):
            def __len__(self):
                return 4

            def __getitem__(self, place):
                return np.asarray(isp(np.full((8, 8), .2, np.float32)))

        try:
            list(torch.utils.data.DataLoader(Views(), num_workers=2))
        except RuntimeError as e:
            print(e)
        """
    )
    assert "by 'spawn'" in done.stdout, done.stdout + done.stderr


def test_spawned_workers_have_engines_of_their_own(tmp_path):
    script = tmp_path / "workers.py"
    script.write_text(
        textwrap.dedent(
            """
            import multiprocessing
            import numpy as np
            import rawline

            def rendered(value):
                return float(rawline.Isp("drone", threads=1)(np.full((8, 8), value, np.float32)).mean())

            if __name__ == "__main__":
                values = [0.1, 0.2, 0.3]
                with multiprocessing.get_context("spawn").Pool(2) as pool:
                    assert pool.map(rendered, values) == [rendered(value) for value in values]
                print("the same")
            """
        )
    )
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "python")}
    )
    assert done.stdout == "the same\n", done.stderr


@pytest.mark.parametrize("shape", [(60, 1000, 1000), (1, 6000, 6000)])
def test_ctrl_c_is_heard_in_a_long_call(shape, tmp_path):
    """Afterwards the engine still works on arrays that nobody else has any more, and so it does at the end."""
    script = f"""
        import signal, numpy as np, rawline
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
        isp = rawline.Isp("drone", "menon-unsharp-median", threads=1)
        small = np.full((64, 64), .2, np.float32)
        isp(small)
        print("ready", flush=True)
        try:
            while True:
                isp(np.full({shape}, .2, np.float32))
        except KeyboardInterrupt:
            print("heard", flush=True)
            assert np.isfinite(isp(small)).all()
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "python")},
        cwd=tmp_path,
    )
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "heard\n"
    assert process.wait() == 0
    assert list(tmp_path.iterdir()) == [], "no report of a crash"


@pytest.mark.parametrize(("pipeline", "side", "wait"), [("isp.yaml", 600, 0.5), ("menon-unsharp-median", 2000, 0.1)])
def test_ctrl_c_is_heard_before_a_slow_call_ends(tmp_path, monkeypatch, pipeline, side, wait):
    """A small image on which the stages of a file take a minute, and a first call, for which Java has compiled nothing."""
    stages = (ROOT / "examples" / "isp.yaml").read_text()
    (tmp_path / "isp.yaml").write_text(stages.replace("median: {size: 3}", "bilateral: {sigma_space: 10, sigma_value: 0.05}"))
    script = f"""
        import os, signal, threading, time, numpy as np, rawline
        from rawline import _engine
        signal.signal(signal.SIGINT, signal.default_int_handler)
        isp = rawline.Isp("drone", {pipeline!r}, threads=1)
        mosaics = np.random.default_rng(1).uniform(.1, .4, (1, {side}, {side})).astype(np.float32)
        views = np.full((1, 3, {side}, {side}), np.nan, np.float32)
        sent = []

        def interrupt():
            time.sleep({wait})
            sent.append(time.monotonic())
            os.kill(os.getpid(), signal.SIGINT)

        threading.Thread(target=interrupt).start()
        try:
            _engine.forward(isp._chain, isp.theta, mosaics, np.zeros(1, np.int32), views)
            print("ended")
        except KeyboardInterrupt:
            print("heard" if np.isnan(views).any() else "late", f"after {{time.monotonic() - sent[0]:.3f}} s")
    """
    monkeypatch.chdir(tmp_path)
    done = run(script)
    assert done.stdout.startswith("heard"), done.stdout + done.stderr
    assert done.returncode == 0


def test_too_little_memory_is_a_memory_error():
    done = run(
        """
        import numpy as np, rawline
        rawline.start(heap="32m", threads=1)
        isp = rawline.Isp("drone")
        views = isp(np.zeros((1, 4000, 4000), np.float32))
        print(views.shape)
        try:
            rawline.corrupt(views[0], "gaussian_noise")
        except MemoryError as e:
            print(e)
        print(isp(np.zeros((8, 8), np.float32)).shape)
        """
    )
    assert "(1, 3, 4000, 4000)" in done.stdout, "rendered in place, in 32 MB of Java"
    assert "rawline.start(heap='4g')" in done.stdout and "(3, 8, 8)" in done.stdout, done.stderr


def test_a_full_heap_is_a_memory_error_each_time():
    """Not even the message of an error has room then; what is given back can be used again."""
    done = run(
        """
        import threading, numpy as np, rawline
        rawline.start(heap="20m", threads=1)
        isp = rawline.Isp("drone")
        raws = np.full((2, 16, 16), .2, np.float32)
        held, said = [], []

        def attempt(call):
            try:
                call()
                return True
            except MemoryError as e:
                said.append(str(e))
                return False

        while attempt(lambda: held.append(rawline.Isp("drone"))):
            pass
        calls = [
            lambda: rawline.Isp("drone"),
            lambda: isp(raws),
            lambda: isp.backward(raws, np.ones((2, 3, 16, 16), np.float32)),
            lambda: rawline.corrupt(np.zeros((3, 64, 64)), "fog"),
        ]
        for call in calls:
            attempt(call)
            thread = threading.Thread(target=attempt, args=(call,))
            thread.start()
            thread.join()
        assert said and all("rawline.start(heap='4g')" in words for words in said), said
        count = len(held)
        held.clear()
        held = [rawline.Isp("drone") for _ in range(count // 2)]
        print("alive")
        """
    )
    assert done.stdout == "alive\n", done.stdout + done.stderr


def test_whatever_fails_in_a_call_is_an_exception(mosaics):
    isp = rawline.Isp("drone")
    cotangents = np.ones((4, 3, 48, 66), np.float32)
    expected = isp.backward(mosaics, cotangents)
    with pytest.raises(ValueError, match="gamma"):
        isp.backward(mosaics, cotangents, isp.with_theta(gamma=-1))
    other = rawline.Isp("drone")
    rawline._engine.call("release", chain=other._chain)
    for call in (lambda: other(mosaics), lambda: other.backward(mosaics, cotangents), lambda: other.precise(mosaics[0])):
        with pytest.raises(RuntimeError, match="there is no chain"):
            call()
    assert all(np.array_equal(a, b) for a, b in zip(isp.backward(mosaics, cotangents), expected, strict=True))


def test_a_stack_that_overflows_is_an_exception():
    done = run(
        """
        import threading, rawline
        isp = rawline.Isp("drone")
        deep = 1
        for _ in range(480):
            deep = {"a": deep}

        def work():
            try:
                rawline._engine.call("camera", camera=deep)
            except RuntimeError as e:
                print(e)

        threading.stack_size(128 * 1024)
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        print(isp([[.2, .2], [.2, .2]]).shape)
        """
    )
    assert done.stdout == "java.lang.StackOverflowError\n(3, 2, 2)\n", done.stdout + done.stderr


def test_an_array_that_python_cannot_make_is_not_blamed_on_java(monkeypatch):
    def full(*_, **__):
        raise MemoryError("Unable to allocate 9 EiB")

    picture = np.zeros((3, 64, 64), np.float32)
    monkeypatch.setattr(rawline._engine.np, "empty", full)
    with pytest.raises(MemoryError, match="^Unable to allocate 9 EiB$"):
        rawline.corrupt(picture, "fog")


def test_python_keeps_its_signals_and_its_output():
    done = run(
        """
        import signal, rawline
        before = signal.getsignal(signal.SIGINT)
        rawline.Isp("drone")
        assert signal.getsignal(signal.SIGINT) is before
        """
    )
    assert done.returncode == 0 and done.stderr == "" and done.stdout == ""


@pytest.mark.parametrize("collector", ["Serial", "G1", "Parallel"])
def test_another_collector_may_be_chosen(collector):
    done = run(
        f"""
        import rawline
        rawline.start(options=["-XX:+Use{collector}GC", "-XX:+PrintFlagsFinal"])
        print(rawline.Isp("drone")([[.2, .2], [.2, .2]]).shape)
        """
    )
    chosen = re.findall(r"bool Use(Serial|G1|Parallel|Z|Shenandoah)GC += true", done.stdout)
    assert chosen == [collector] and done.stdout.endswith("(3, 2, 2)\n"), done.stderr


@pytest.mark.parametrize("other", ["import torch", "import faulthandler; faulthandler.enable()"])
def test_handlers_of_others_do_not_end_the_process(other):
    """A thread that allocates makes Java stop those that compute, again and again."""
    done = run(
        f"""
        import threading, numpy as np, rawline
        isp = rawline.Isp("drone", threads=2)
        raws = np.full((8, 256, 256), .2, np.float32)
        {other}

        def work():
            for _ in range(30):
                isp.backward(raws, isp(raws))

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print("alive")
        """,
        RAWLINE_JAVA_OPTIONS="-XX:+UnlockDiagnosticVMOptions -XX:GuaranteedSafepointInterval=1",
        UCX_ERROR_SIGNALS="SIGILL,SIGSEGV,SIGBUS,SIGFPE",
    )
    assert done.stdout == "alive\n", done.stderr


@pytest.fixture
def jdk(tmp_path):
    """Makes what looks like a JDK of a version."""

    def make(name, version):
        home = tmp_path / name
        for file in ("lib/server/libjvm.so", "bin/java"):
            (home / file).parent.mkdir(parents=True, exist_ok=True)
            (home / file).touch(0o700)
        (home / "release").write_text(f'JAVA_VERSION="{version}"\n')
        return home

    return make


def test_a_jdk_is_found_where_the_launcher_looks_for_one(tmp_path, monkeypatch, jdk):
    old, named, folder = jdk("old", "21.0.2"), jdk("named", "26"), jdk("jvm/jdk-25", "25.0.3")
    jdk("jvm/jdk-17", "17.0.1")
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setattr(_jvm, "_FOLDERS", (str(tmp_path / "nothing"), str(tmp_path / "jvm")))
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("JAVA_HOME", str(named))
    assert _jvm.find_jdk() == named
    monkeypatch.setenv("JAVA_HOME", str(old))
    assert _jvm.find_jdk() == folder
    on_the_path = jdk("on-the-path", "25")
    (programs / "java").symlink_to(on_the_path / "bin" / "java")
    assert _jvm.find_jdk() == on_the_path
    monkeypatch.delenv("JAVA_HOME")
    assert _jvm.find_jdk() == on_the_path


def test_a_java_that_is_missing_or_too_old_is_explained(tmp_path, jdk):
    script = f"""
        from rawline import _jvm
        _jvm._FOLDERS = ({str(tmp_path)!r},)
        try:
            import rawline
            rawline.Isp("drone")
        except RuntimeError as e:
            print(e)
    """
    assert "found none" in run(script, JAVA_HOME=str(tmp_path), PATH=str(tmp_path)).stdout
    old = jdk("jdk", "21.0.2")
    (old / "lib" / "server" / "libjvm.so").unlink()
    jre = jdk("jre", "17.0.1")
    for environment in ({"JAVA_HOME": str(jre)}, {"JAVA_HOME": "", "PATH": str(jre / "bin")}, {"JAVA_HOME": "/nowhere"}):
        said = run(script, **{"PATH": str(tmp_path), **environment}).stdout
        assert "JDK 25" in said and f"found {jre} is Java 17: install" in said and "JAVA_HOME" in said


def test_an_engine_that_is_not_built_is_explained(tmp_path):
    package = tmp_path / "python" / "rawline"
    package.mkdir(parents=True)
    for file in (ROOT / "python" / "rawline").glob("*.py"):
        (package / file.name).write_text(file.read_text())
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "python")}
    environment.pop("RAWLINE_CLASS_PATH", None)
    done = subprocess.run(
        [sys.executable, "-c", "import rawline; rawline.Isp('drone')"],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
    )
    assert "rawline python" in done.stderr.splitlines()[-1]
    elsewhere = run("import rawline; rawline.Isp('drone')", RAWLINE_CLASS_PATH=str(tmp_path / "other.jar"))
    assert elsewhere.stderr.splitlines()[-1].endswith("holds the engine: build or install it again")
    assert "Exception in thread" not in elsewhere.stderr


def test_a_second_start_is_refused():
    rawline.Isp("drone")
    with pytest.raises(RuntimeError, match="runs already"):
        rawline.start()


def test_the_package_is_typed_and_described():
    assert pathlib.Path(rawline.__file__).with_name("py.typed").exists()
    modules = [rawline, rawline.lab]
    if importlib.util.find_spec("torch"):
        modules.append(importlib.import_module("rawline.torch"))
    calls, bare = [], []
    for module in modules:
        for name in module.__all__:
            value = getattr(module, name)
            calls.append((f"{module.__name__}.{name}", value))
            if inspect.isclass(value):
                own = [(part, getattr(held, "fget", getattr(held, "__func__", held))) for part, held in vars(value).items()]
                calls += [(f"{name}.{part}", held) for part, held in own if part[0] != "_" and inspect.isfunction(held)]
    for name, value in calls:
        if inspect.isfunction(value):
            signature = inspect.signature(value)
            given = [part for part in signature.parameters.values() if part.name not in ("self", "cls")]
            if any(part.annotation is part.empty for part in given) or signature.return_annotation is signature.empty:
                bare.append(f"{name} has no types")
        if (inspect.isfunction(value) or inspect.isclass(value)) and not inspect.getdoc(value):
            bare.append(f"{name} has no docstring")
    assert len(calls) > 40 and not bare
