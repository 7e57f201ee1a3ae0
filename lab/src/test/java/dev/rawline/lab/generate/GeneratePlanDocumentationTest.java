package dev.rawline.lab.generate;

import dev.rawline.lab.DocumentedKind;
import java.io.IOException;
import java.nio.file.Path;
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
    DOCUMENTED.requirePlans(GeneratePlan.FILE, folder);
  }
}
