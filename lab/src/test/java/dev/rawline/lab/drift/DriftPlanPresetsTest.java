package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.lab.experiment.PublishedExperiment;
import dev.rawline.lab.experiment.RepeatedSplitPlan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftPlanPresetsTest {
  /** Adam, 10⁻⁵, batches of 4, 100 epochs, five divisions of 80 %, three augmentations, 32 px. */
  @Test
  void presetsHaveThePublishedValues() throws IOException {
    LinkedHashMap<String, String> data = new LinkedHashMap<>();
    data.put("training.data", "cells");
    for (PublishedExperiment preset :
        List.of(PublishedExperiment.DRIFT_TRAIN, PublishedExperiment.DRIFT_TEST)) {
      DriftPlan plan = DriftPlan.FILES.read(preset, data);
      assertThat(plan.name()).isEqualTo(preset.title());
      assertThat(plan.training().data()).isEqualTo("cells");
      assertThat(plan.training().learningRate()).isEqualTo(1e-5);
      assertThat(plan.training().batch()).isEqualTo(4);
      assertThat(plan.training().epochs()).isEqualTo(100);
      assertThat(plan.splits()).isEqualTo(new RepeatedSplitPlan.Shuffle(5, 0.8));
      assertThat(plan.augmentations()).hasSize(3);
      assertThat(plan.trained()).hasSize(12);
    }
    DriftPlan test = DriftPlan.FILES.read(PublishedExperiment.DRIFT_TEST, data);
    assertThat(test.tested()).hasSize(12);
    assertThat(test.corrupted()).hasSize(50);
    assertThat(test.corruptions().orElseThrow().constants()).isEqualTo("32px");
    assertThat(DriftPlan.FILES.read(PublishedExperiment.DRIFT_TRAIN, data).tested()).isEmpty();
    assertThatThrownBy(
            () ->
                PublishedExperiment.of("2 Modular hardware-drift forensics", "drift").plan("drift"))
        .hasMessageContaining("belongs to command forensics, not to drift");
    assertThatThrownBy(() -> PublishedExperiment.of("4", "drift"))
        .hasMessageContaining("expected one of '1 Controlled");
  }
}
