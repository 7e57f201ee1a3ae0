package dev.rawline.lab.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.yaml.WordList;
import dev.rawline.lab.DocumentedKind;
import dev.rawline.lab.quality.verdict.QualityLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation of plans matches the code; the failure message explains how to renew it. */
class QualityPlanDocumentationTest {
  private static final DocumentedKind DOCUMENTED =
      new DocumentedKind(QualityPlan.FILE.kind(), QualityPlanDocumentationTest.class);

  @TempDir private Path folder;

  private QualityPlan read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("quality.yaml"), text);
    return QualityPlan.FILE.read(Optional.of(file), new LinkedHashMap<>());
  }

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
    DOCUMENTED.requirePlans(QualityPlan.FILE, folder);
  }

  @Test
  void omittedKeysHaveDefaults() throws IOException {
    QualityPlan plan = read("reference: normal\ndata: incoming\n");
    assertThat(plan.name()).isEqualTo("quality");
    assertThat(plan.limits()).isEqualTo(QualityLimits.usual());
    assertThat(plan.limits().gain()).isEqualTo(0.15);
    assertThat(plan.test()).isEqualTo(TwoSampleComparison.KOLMOGOROV_SMIRNOV);
    assertThat(plan.falseAlarms()).isEqualTo(0.05);
    assertThat(plan.seed()).isOne();
    // Another machine has other cores, and the documentation must not show those of this one.
    assertThat(plan.threads()).isEmpty();
    assertThat(plan.threadsHere()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(read("reference: a\ndata: b\nlimits: {gain: 0.3}\n").limits().spread()).isEqualTo(2);
  }

  @Test
  void flagsReplaceKeys() throws IOException {
    LinkedHashMap<String, String> flags = new LinkedHashMap<>();
    flags.put("data", "other");
    flags.put("limits.spread", "5");
    flags.put("test", "cramer_von_mises");
    Path file =
        Files.writeString(folder.resolve("plan.yaml"), "reference: normal\ndata: incoming\n");
    QualityPlan plan = QualityPlan.FILE.read(Optional.of(file), flags);
    assertThat(plan.data()).isEqualTo(WordList.of("other"));
    assertThat(plan.limits().spread()).isEqualTo(5);
    assertThat(plan.test()).isEqualTo(TwoSampleComparison.CRAMER_VON_MISES);
  }

  @Test
  void mistakesAreReportedTogether() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    data: incoming
                    tset: x
                    test: student
                    false_alarms: 0
                    threads: 0
                    limits: {gain: -1, saturated: 2, sharpness: 3}
                    """))
        .hasMessageContainingAll(
            "reference",
            "tset",
            "student",
            "kolmogorov_smirnov",
            "false_alarms",
            "threads",
            "gain",
            "saturated",
            "sharpness");
  }
}
