package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package for Python: its own tests, by the classes that are tested here. */
class PythonPackageTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final Path PACKAGE = Path.of("..", "python").toAbsolutePath().normalize();

  @TempDir private Path work;

  /** What a Python process said, and how it ended. */
  private record Said(int code, String text) {}

  private Said python(Path folder, String... words) throws IOException, InterruptedException {
    ProcessBuilder process = new ProcessBuilder();
    process.command().add(PYTHON);
    process.command().addAll(List.of(words));
    process.directory(folder.toFile()).redirectErrorStream(true);
    process.environment().put("RAWLINE_CLASS_PATH", System.getProperty("java.class.path"));
    process.environment().put("RAWLINE_COMMAND", command().toString());
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process started = process.start();
    started.getOutputStream().close();
    String text = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(started.waitFor(), text);
  }

  /** Returns a command that starts the program of these classes. */
  private Path command() throws IOException {
    Path script = work.resolve("rawline");
    if (!Files.exists(script)) {
      String words =
          String.join("' '", Ran.program(List.of("-XX:+UseSerialGC"), List.of()).command());
      Files.writeString(
          script,
          """
          #!/bin/bash
          '%s' "$@" 2> >(grep -v 'WARNING: Using incubator modules' >&2)
          """
              .formatted(words));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
    return script;
  }

  @BeforeAll
  static void pythonHasItsLibraries() throws IOException, InterruptedException {
    boolean found =
        Files.isExecutable(Path.of(PYTHON))
            && new ProcessBuilder(
                        PYTHON,
                        "-c",
                        "import numpy, pandas, pytest, torch, scipy, skimage, PIL, torchvision,"
                            + " nbconvert, ipykernel")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0;
    assumeTrue(
        found,
        "no Python with its libraries: apt install python3-numpy python3-pandas python3-pytest"
            + " python3-torch python3-scipy python3-skimage python3-pil python3-torchvision"
            + " python3-nbconvert python3-ipykernel");
  }

  @Test
  void thePackagePassesItsTests() throws IOException, InterruptedException {
    Said said = python(PACKAGE, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests");
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).doesNotContain("skipped");
  }

  /** It holds package, engine and licence, and the same build makes the same bytes. */
  @Test
  void aWheelHoldsPackageAndEngine() throws IOException, InterruptedException {
    Path build = work.resolve("build");
    Files.createDirectories(build.resolve("python"));
    for (String jar : List.of("library.jar", "rawline-python-0.0.1.jar")) {
      Files.writeString(build.resolve("python").resolve(jar), jar);
    }
    Path wheel = work.resolve("dist/rawline-0.0.1-py3-none-any.whl");
    List<byte[]> made = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Said said = python(work, PACKAGE.resolve("wheel.py").toString(), build.toString(), "dist");
      assertThat(said.text()).isEqualTo("dist/rawline-0.0.1-py3-none-any.whl\n");
      made.add(Files.readAllBytes(wheel));
    }
    assertThat(made.getFirst()).isEqualTo(made.getLast());
    try (ZipFile files = new ZipFile(wheel.toFile())) {
      List<String> names = files.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .contains(
              "rawline/__init__.py",
              "rawline/torch.py",
              "rawline/py.typed",
              "rawline/java/library.jar",
              "rawline/java/rawline-python-0.0.1.jar",
              "rawline-0.0.1.dist-info/METADATA",
              "rawline-0.0.1.dist-info/licenses/LICENSE")
          .doesNotHaveDuplicates();
    }
  }
}
