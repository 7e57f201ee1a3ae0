package dev.rawline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyTable;
import dev.rawline.data.yaml.RecordFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documentation of a kind of file: its schema, its table of keys, and the plans of the project.
 * A failure message explains how to renew it.
 *
 * @param kind the kind of file
 * @param test the test that renews it
 */
public record DocumentedKind(FileKind kind, Class<?> test) {
  /** The folder of the project, relative to the module under test. */
  public static final Path PROJECT = Path.of("..");

  private static final Path FORMATS = PROJECT.resolve("docs/reference/file-formats.md");
  private static final String END = "<!-- end -->";

  /** Requires that the documented schema is up to date. */
  public void requireSchema() throws IOException {
    Path file = PROJECT.resolve("docs/schemas").resolve(kind.schemaFile());
    if (writes()) {
      AtomicFile.write(file, kind.schemaText().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(file).as(renewal()).hasContent(kind.schemaText());
  }

  /** Requires that the documented table of keys matches the schema. */
  public void requireTable() throws IOException {
    String begin = "<!-- keys of %s -->\n".formatted(kind.word());
    String formats = Files.readString(FORMATS);
    int from = formats.indexOf(begin) + begin.length();
    int to = formats.indexOf(END, from);
    assertThat(from).as("the documentation has a table").isGreaterThan(begin.length());
    if (writes()) {
      formats = formats.substring(0, from) + table() + formats.substring(to);
      AtomicFile.write(FORMATS, formats.getBytes(StandardCharsets.UTF_8));
      to = formats.indexOf(END, from);
    }
    assertThat(formats.substring(from, to)).as(renewal()).isEqualTo(table());
  }

  /** Returns the plans of the project that are of this kind, by their schema. */
  public List<Path> plans() throws IOException {
    List<Path> plans = new ArrayList<>();
    for (String place : List.of("plans", "plans/published")) {
      try (Stream<Path> files = Files.list(PROJECT.resolve(place))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (Files.readString(file).contains("docs/schemas/" + kind.schemaFile())) {
            plans.add(file);
          }
        }
      }
    }
    return plans;
  }

  /**
   * Requires that the project has plans of this kind, and that each is read and written back.
   *
   * @param folder where one may be written
   */
  public <R extends Record> void requirePlans(RecordFile<R> file, Path folder) throws IOException {
    assertThat(plans()).isNotEmpty();
    for (Path plan : plans()) {
      R read = file.read(Optional.of(plan), new LinkedHashMap<>());
      Path written = folder.resolve("written.yaml");
      file.write(read, written);
      assertThat(file.read(Optional.of(written), new LinkedHashMap<>())).isEqualTo(read);
    }
  }

  /** The keys of training are in the table of training plans. */
  private String table() {
    return KeyTable.of(kind)
        .lines()
        .filter(line -> !line.startsWith("| `training."))
        .map(
            line ->
                line.replaceFirst(
                    "^(\\| `training` \\|) the keys [^|]* \\|", "$1 keys of train.yaml |"))
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }

  private static boolean writes() {
    return System.getProperty("rawline.schemas", "").equals("write");
  }

  private String renewal() {
    return "renew it by: mvn -pl lab -am verify -Dtest=%s".formatted(test.getSimpleName())
        + " -Dsurefire.failIfNoSpecifiedTests=false -Drawline.schemas=write";
  }
}
