package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other Maven projects depend on, and a project that does. */
class MavenArtifactTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path LIBRARIES = Path.of(System.getProperty("user.home"), ".m2/repository");

  @TempDir private Path work;

  private void runs(Path folder, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + said).isZero();
  }

  private static List<String> maven(String... words) {
    List<String> command = new ArrayList<>(List.of("mvn", "-q", "-B", "-ntp"));
    command.addAll(List.of(words));
    return command;
  }

  private void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(each -> !each.toString().contains("/target")).toList()) {
        Path copied = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(file, copied);
        }
      }
    }
  }

  @Test
  void aProjectOfItsOwnRendersByTheArtifacts() throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/mvn")) && Files.isDirectory(LIBRARIES),
        "skipped: no Maven, or its libraries are elsewhere");
    Path project = Files.createDirectory(work.resolve("rawline"));
    Files.copy(ROOT.resolve("pom.xml"), project.resolve("pom.xml"));
    try (var modules =
        Files.newDirectoryStream(ROOT, each -> Files.exists(each.resolve("pom.xml")))) {
      for (Path module : modules) {
        Path copied = Files.createDirectory(project.resolve(module.getFileName()));
        Files.copy(module.resolve("pom.xml"), copied.resolve("pom.xml"));
      }
    }
    for (String module : List.of("imaging", "scenes", "data")) {
      copy(ROOT.resolve(module).resolve("src/main"), project.resolve(module).resolve("src/main"));
    }
    String repository = "file://" + work.resolve("repository");
    String command =
        Files.readString(ROOT.resolve("docs/tutorials/java.md"))
            .lines()
            .filter(line -> line.startsWith("mvn -Partifacts"))
            .findFirst()
            .orElseThrow()
            .replace("mvn ", "")
            .replace("file://$PWD/target/maven", repository);
    runs(project, maven(command.split(" ")));
    for (Map.Entry<String, String> held :
        Map.of("imaging", "dev/rawline/imaging/camera/Isp", "data", "dev/rawline/data/raw/RawFiles")
            .entrySet()) {
      Path jars = work.resolve("repository/dev/rawline/rawline-%s/0.2.0".formatted(held.getKey()));
      for (Map.Entry<String, String> kind :
          Map.of("-sources", ".java", "-javadoc", ".html", "", ".class").entrySet()) {
        String name = "rawline-%s-0.2.0%s.jar".formatted(held.getKey(), kind.getKey());
        try (ZipFile zip = new ZipFile(jars.resolve(name).toFile())) {
          assertThat(zip.getEntry(held.getValue() + kind.getValue())).as(name).isNotNull();
        }
      }
    }

    Path example = work.resolve("example");
    copy(ROOT.resolve("examples/maven"), example);
    runs(
        example,
        maven(
            "package",
            "-Drawline.repository=" + repository,
            "-Dmaven.repo.local=" + work.resolve("libraries"),
            "-Dmaven.repo.local.tail=" + LIBRARIES));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path chart = ROOT.resolve("examples/chart.png");
    Path rendered = example.resolve("rendered.png");
    runs(
        example,
        List.of(
            java.toString(),
            "--add-modules=jdk.incubator.vector",
            "-cp",
            "target/classes:target/lib/*",
            "Render",
            chart.toString(),
            rendered.toString()));
    Ran.works("views", chart, "--no-highlight-clip", "--out", work.resolve("views"));
    assertThat(rendered)
        .hasSameBinaryContentAs(work.resolve("views/chart-menon-unsharp-median.png"));
  }
}
