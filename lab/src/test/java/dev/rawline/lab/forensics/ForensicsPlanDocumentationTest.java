package dev.rawline.lab.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.lab.DocumentedKind;
import dev.rawline.lab.experiment.PublishedExperiment;
import dev.rawline.lab.experiment.RepeatedSplitPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation of plans is what the code reads; the failure says how to renew it. */
class ForensicsPlanDocumentationTest {
  private static final DocumentedKind DOCUMENTED =
      new DocumentedKind(ForensicsPlan.FILES.file().kind(), ForensicsPlanDocumentationTest.class);

  @TempDir private Path folder;

  @Test
  void theSchemaInTheDocumentationIsTheOneInUse() throws IOException {
    DOCUMENTED.requireSchema();
  }

  @Test
  void theTableOfKeysIsTheOneOfTheSchema() throws IOException {
    DOCUMENTED.requireTable();
  }

  @Test
  void everyPlanOfTheProjectIsReadAndWrittenBack() throws IOException {
    List<Path> plans = DOCUMENTED.plans();
    assertThat(plans).hasSizeGreaterThanOrEqualTo(4);
    for (Path plan : plans) {
      ForensicsPlan read =
          ForensicsPlan.FILES.file().read(Optional.of(plan), new LinkedHashMap<>());
      Path written = folder.resolve("written.yaml");
      ForensicsPlan.FILES.write(read, written);
      assertThat(ForensicsPlan.FILES.file().read(Optional.of(written), new LinkedHashMap<>()))
          .isEqualTo(read);
    }
  }

  /** λ from 10⁻² to 10⁻⁶ on SSIM, five divisions of 80 %, every group alone and all together. */
  @Test
  void thePresetHasThePublishedValues() throws IOException {
    LinkedHashMap<String, String> data = new LinkedHashMap<>();
    data.put("training.data", "cells");
    ForensicsPlan plan = ForensicsPlan.FILES.read(PublishedExperiment.FORENSICS, data);
    assertThat(plan.name()).isEqualTo(PublishedExperiment.FORENSICS.title());
    assertThat(plan.training().epochs()).isEqualTo(100);
    assertThat(plan.splits()).isEqualTo(new RepeatedSplitPlan.Shuffle(5, 0.8));
    assertThat(plan.worstCase().lambdas()).containsExactly(1e-2, 1e-3, 1e-4, 1e-5, 1e-6);
    assertThat(plan.worstCase().limits()).isEmpty();
    assertThat(plan.worstCase().closeness()).isEqualTo(Closeness.SSIM);
    assertThat(plan.isp()).isEqualTo("bilinear-sharpen-gaussian");
    assertThatThrownBy(() -> ForensicsPlan.FILES.read(PublishedExperiment.DRIFT_TEST, data))
        .hasMessageContaining("comes with drift, another command than forensics");
  }
}
