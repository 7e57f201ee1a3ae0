"""Living in another process: signals, forks, threads, memory, and a Java that is missing."""

import os
import pathlib
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
    expected = [isp(mosaics, isp.with_theta(gamma=1 + i / 10)) for i in range(16)]
    found = [None] * 16

    def work(i):
        for _ in range(20):
            found[i] = isp(mosaics, isp.with_theta(gamma=1 + i / 10))

    threads = [threading.Thread(target=work, args=(i,)) for i in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(a, b) for a, b in zip(expected, found))


def test_a_fork_is_told_to_spawn():
    script = """
        import os, rawline
        isp = rawline.Isp("drone")
        if os.fork() == 0:
            try:
                rawline.Isp("drone")
            except RuntimeError as e:
                print(e, flush=True)
            os._exit(0)
        os.wait()
    """
    assert "spawn" in run(script).stdout


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


def test_the_package_is_typed():
    assert pathlib.Path(rawline.__file__).with_name("py.typed").exists()
