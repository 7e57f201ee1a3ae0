package dev.rawline.learning.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation of plans matches the code; a failure states how to update it. */
class PlanDocumentationTest {
  private static final Path PROJECT = Path.of("..");
  private static final FileKind KIND = TrainingPlan.FILE.kind();
  private static final String RENEWAL =
      "renew it by: mvn -pl learning -am verify -Dtest=PlanDocumentationTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drawline.schemas=write";

  private static boolean writes() {
    return System.getProperty("rawline.schemas", "").equals("write");
  }

  @Test
  void documentedSchemaIsCurrent() throws IOException {
    Path file = PROJECT.resolve("docs").resolve("schemas").resolve(KIND.schemaFile());
    if (writes()) {
      AtomicFile.write(file, KIND.schemaText().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(file).as(RENEWAL).hasContent(KIND.schemaText());
  }

  @Test
  void tableOfKeysMatchesTheSchema() throws IOException {
    Path file = PROJECT.resolve("docs/reference/file-formats.md");
    String begin = "<!-- keys of %s -->\n".formatted(KIND.word());
    String formats = Files.readString(file);
    int from = formats.indexOf(begin) + begin.length();
    int to = formats.indexOf("<!-- end -->", from);
    assertThat(from).as("the documentation has a table").isGreaterThan(begin.length());
    if (writes()) {
      formats = formats.substring(0, from) + KeyTable.of(KIND) + formats.substring(to);
      AtomicFile.write(file, formats.getBytes(StandardCharsets.UTF_8));
      to = formats.indexOf("<!-- end -->", from);
    }
    assertThat(formats.substring(from, to)).as(RENEWAL).isEqualTo(KeyTable.of(KIND));
  }

  @Test
  void everyPlanOfTheProjectIsRead() throws IOException {
    List<Path> plans;
    try (Stream<Path> files = Files.list(PROJECT.resolve("plans"))) {
      plans = files.filter(Files::isRegularFile).toList();
    }
    int trainings = 0;
    for (Path plan : plans) {
      assertThat(plan)
          .content()
          .containsPattern(
              "^# yaml-language-server: \\$schema=../docs/schemas/[a-z]+.schema.json\n");
      if (Files.readString(plan).contains("/" + KIND.schemaFile())) {
        assertThat(TrainingPlan.FILE.read(plan).epochs()).isPositive();
        trainings++;
      }
    }
    assertThat(trainings).isGreaterThanOrEqualTo(3);
  }
}
