package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.lab.DocumentedKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation of plans matches the code; the failure message explains how to renew it. */
class GeneratePlanDocumentationTest {
  private static final DocumentedKind DOCUMENTED =
      new DocumentedKind(GeneratePlan.FILE.kind(), GeneratePlanDocumentationTest.class);

  @TempDir private Path folder;

  @Test
  void theDocumentedSchemaIsUpToDate() throws IOException {
    DOCUMENTED.requireSchema();
  }

  @Test
  void theDocumentedTableOfKeysIsUpToDate() throws IOException {
    DOCUMENTED.requireTable();
  }

  @Test
  void everyPlanOfTheProjectIsReadAndWrittenBack() throws IOException {
    List<Path> plans = DOCUMENTED.plans();
    assertThat(plans).isNotEmpty();
    for (Path plan : plans) {
      GeneratePlan read = GeneratePlan.FILE.read(Optional.of(plan), new LinkedHashMap<>());
      Path written = folder.resolve("written.yaml");
      GeneratePlan.FILE.write(read, written);
      assertThat(GeneratePlan.FILE.read(Optional.of(written), new LinkedHashMap<>()))
          .isEqualTo(read);
    }
  }
}
