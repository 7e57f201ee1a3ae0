package dev.rawline.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.lab.DocumentedKind;
import dev.rawline.lab.drift.DriftPlan;
import dev.rawline.lab.forensics.ForensicsPlan;
import dev.rawline.lab.optimization.OptimizePlan;
import dev.rawline.lab.optimization.PriceTable;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation of plans matches the code; the failure message explains how to renew it. */
class PlanDocumentationTest {
  @TempDir private Path folder;

  private static Stream<DocumentedKind> kinds() {
    return Stream.of(
            DriftPlan.FILES.file().kind(),
            ForensicsPlan.FILES.file().kind(),
            OptimizePlan.FILES.file().kind(),
            PriceTable.FILE.kind(),
            ToleranceSpecification.FILE.kind())
        .map(kind -> new DocumentedKind(kind, PlanDocumentationTest.class));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theDocumentedSchemaIsUpToDate(DocumentedKind documented) throws IOException {
    documented.requireSchema();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theDocumentedTableOfKeysIsUpToDate(DocumentedKind documented) throws IOException {
    documented.requireTable();
  }

  /** The files of plans, and how many plans the project has at least. */
  private static Stream<Arguments> plans() {
    return Stream.of(
        Arguments.of(DriftPlan.FILES, 5),
        Arguments.of(ForensicsPlan.FILES, 4),
        Arguments.of(OptimizePlan.FILES, 5));
  }

  @ParameterizedTest
  @MethodSource("plans")
  <P extends Record & ExperimentPlan> void everyPlanOfTheProjectIsReadAndWrittenBack(
      ExperimentPlanFiles<P> files, int atLeast) throws IOException {
    List<Path> plans = new DocumentedKind(files.file().kind(), PlanDocumentationTest.class).plans();
    assertThat(plans).hasSizeGreaterThanOrEqualTo(atLeast);
    for (Path plan : plans) {
      P read = files.file().read(plan);
      Path written = folder.resolve("written.yaml");
      files.write(read, written);
      assertThat(files.file().read(Optional.of(written), new LinkedHashMap<>())).isEqualTo(read);
    }
  }
}
