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
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package for Python: its own tests, by the classes that are tested here. */
class PythonPackageTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final Path PACKAGE = Path.of("..", "python").toAbsolutePath().normalize();

  /** Prints a checksum of results of the package in a folder; a wheel's has the engine in it. */
  private static final String RESULTS =
      """
      import hashlib, os, pathlib, sys
      site, examples = map(pathlib.Path, sys.argv[1:])
      sys.path.insert(0, str(site))
      if (site / "rawline" / "java").exists():
          del os.environ["RAWLINE_CLASS_PATH"], os.environ["RAWLINE_COMMAND"]
          os.environ["PATH"] = "/usr/bin:/bin"
      import rawline
      raw = rawline.read(examples / "chart.png")
      view = rawline.render(raw)
      isp = rawline.Isp(examples / "camera.yaml", examples / "isp.yaml")
      results = [
          raw.mosaic, view, isp.forward(raw), isp.backward(raw, view)[1], rawline.Isp("drone").forward(raw),
          rawline.corrupt(view, "jpeg_compression"), rawline.ssim(view, view, gradient=True)[1],
          rawline.scale_intensity(raw, 0.5, examples / "sensor.yaml").mosaic,
      ]
      print(hashlib.sha256(b"".join(map(bytes, results))).hexdigest(), len(rawline.inspect(raw)))
      if "RAWLINE_COMMAND" not in os.environ:
          try:
              rawline.simulate("chart", 1)
          except FileNotFoundError as e:
              print(e)
      """;

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
                        "import numpy, pandas, pytest, torch, scipy, skimage, cv2, PIL,"
                            + " torchvision, nbconvert, ipykernel")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0;
    assumeTrue(
        found,
        "no Python with its libraries: apt install python3-numpy python3-pandas python3-pytest"
            + " python3-torch python3-scipy python3-skimage python3-opencv python3-pil"
            + " python3-torchvision python3-nbconvert python3-ipykernel");
  }

  @Test
  void thePackagePassesItsTests() throws IOException, InterruptedException {
    Said said = python(PACKAGE, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests");
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).doesNotContain("skipped");
  }

  private void jar(Path file, String entry) throws IOException {
    Files.createDirectories(file.getParent());
    try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
      jar.putNextEntry(new ZipEntry(entry));
      jar.write(entry.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Said wheel(Path build) throws IOException, InterruptedException {
    return python(work, PACKAGE.resolve("wheel.py").toString(), build.toString(), "dist");
  }

  /** It holds package, engine and licences, and the same build makes the same bytes. */
  @Test
  void aWheelHoldsPackageEngineAndLicences() throws IOException, InterruptedException {
    Path jars = work.resolve("build/python");
    jar(jars.resolve("slf4j-api-2.jar"), "META-INF/LICENSE.txt");
    jar(jars.resolve("rawline-python-0.0.1.jar"), "Engine.class");
    Path wheel = work.resolve("dist/rawline-0.0.1-py3-none-any.whl");
    List<byte[]> made = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      assertThat(wheel(work.resolve("build")).text())
          .isEqualTo("dist/rawline-0.0.1-py3-none-any.whl\n");
      made.add(Files.readAllBytes(wheel));
    }
    assertThat(made.getFirst()).isEqualTo(made.getLast());
    String about = "rawline-0.0.1.dist-info/";
    try (ZipFile files = new ZipFile(wheel.toFile())) {
      List<String> names = files.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .contains(
              "rawline/__init__.py",
              "rawline/torch.py",
              "rawline/py.typed",
              "rawline/java/slf4j-api-2.jar",
              "rawline/java/rawline-python-0.0.1.jar",
              about + "licenses/LICENSE",
              about + "licenses/third-parties/slf4j-api-2/LICENSE.txt")
          .doesNotHaveDuplicates();
      assertThat(text(files, about + "licenses/THIRD-PARTIES")).contains("\nslf4j-api-2: MIT\n");
      assertThat(names)
          .containsAll(
              text(files, about + "METADATA")
                  .lines()
                  .filter(line -> line.startsWith("License-File: "))
                  .map(line -> about + "licenses/" + line.substring("License-File: ".length()))
                  .toList());
    }
  }

  private static String text(ZipFile files, String name) throws IOException {
    return new String(
        files.getInputStream(files.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aJarOfUnknownLicenceIsNotShipped() throws IOException, InterruptedException {
    Path jars = work.resolve("build/python");
    jar(jars.resolve("library-1.jar"), "Library.class");
    jar(jars.resolve("rawline-python-0.0.1.jar"), "Engine.class");
    Said said = wheel(work.resolve("build"));
    assertThat(said.code()).isNotZero();
    assertThat(said.text()).contains("licence of library-1.jar").doesNotContain("Traceback");
    assertThat(work.resolve("dist")).doesNotExist();
  }

  /** With the jars that Maven has put there, and without a class path or a command. */
  @Test
  void aWheelNeedsNothingElse() throws IOException, InterruptedException {
    Path jars = Files.createDirectories(work.resolve("build/python"));
    Path libraries = PACKAGE.resolve("target/lib");
    assumeTrue(Files.isDirectory(libraries), "skipped: python is not packaged (./rawline test)");
    for (Path folder : List.of(libraries, PACKAGE.resolve("target"))) {
      String names = folder.equals(libraries) ? "*.jar" : "rawline-python-*[0-9].jar";
      try (var files = Files.newDirectoryStream(folder, names)) {
        for (Path jar : files) {
          Files.copy(jar, jars.resolve(jar.getFileName()));
        }
      }
    }
    String wheel = wheel(work.resolve("build")).text().strip();
    Path site = work.resolve("python/packages");
    String examples = PACKAGE.resolveSibling("examples").toString();
    Said installed = python(work, "-m", "zipfile", "-e", wheel, site.toString());
    assertThat(installed.code()).as(installed.text()).isZero();
    Said fromWheel = python(work, "-c", RESULTS, site.toString(), examples);
    assertThat(fromWheel.code()).as(fromWheel.text()).isZero();
    assertThat(fromWheel.text()).contains("the command rawline is not installed");
    Said fromSources = python(work, "-c", RESULTS, PACKAGE.toString(), examples);
    assertThat(fromWheel.text().lines().findFirst())
        .isEqualTo(fromSources.text().lines().findFirst())
        .hasValueSatisfying(line -> assertThat(line).matches("[0-9a-f]{64} \\d+"));
  }
}
