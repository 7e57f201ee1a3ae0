package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The size of what a person opens: folders, files, and names that hide what a class is. */
class SourcesTest {
  private static final int MOST_FILES = 45;
  private static final int MOST_LINES = 500;

  private static List<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(SourcesTest::files)
          .toList();
    }
  }

  private static Stream<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void foldersHoldAtMostFortyFiveFiles() throws IOException {
    Map<Path, Long> folders =
        sources().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    assertThat(folders).hasSizeGreaterThan(90);
    assertThat(folders).allSatisfy((_, files) -> assertThat(files).isLessThanOrEqualTo(MOST_FILES));
  }

  @Test
  void filesHaveAtMostFiveHundredLines() throws IOException {
    for (Path file : sources()) {
      assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(MOST_LINES);
    }
  }

  @Test
  void namesSayWhatAClassIs() throws IOException {
    List<String> names =
        sources().stream().map(file -> file.getFileName().toString().replace(".java", "")).toList();
    assertThat(names)
        .filteredOn(name -> !name.equals("ModelUnderTest"))
        .noneMatch(name -> name.matches(".*(Manager|Util|Utils|Helper|Test)"));
  }
}
