package dev.rawline.lab.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.lab.experiment.PublishedExperiment;
import dev.rawline.lab.experiment.RepeatedSplitPlan;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class ForensicsPlanPresetsTest {
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
        .hasMessageContaining("belongs to command drift, not to forensics");
  }
}
