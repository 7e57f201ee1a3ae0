package dev.rawline.lab.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.lab.DocumentedKind;
import dev.rawline.lab.experiment.PublishedExperiment;
import dev.rawline.lab.experiment.RepeatedSplitPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizePlanPresetsTest {
  @TempDir private Path folder;

  @Test
  void theExamplePricesAreTheDefault() throws IOException {
    PriceTable example =
        PriceTable.FILE.read(DocumentedKind.PROJECT.resolve("examples/prices.yaml"));
    assertThat(example).isEqualTo(PriceTable.example());
    Path written = folder.resolve("written.yaml");
    PriceTable.FILE.write(example, written);
    assertThat(PriceTable.FILE.read(written)).isEqualTo(example);
    assertThat(example.currency()).contains("example");
  }

  @Test
  void presetsArePlans() throws IOException {
    LinkedHashMap<String, String> data = new LinkedHashMap<>();
    data.put("training.data", "cells");
    for (PublishedExperiment preset :
        List.of(PublishedExperiment.MICROSCOPY, PublishedExperiment.DRONE)) {
      OptimizePlan plan = OptimizePlan.FILES.read(preset, data);
      assertThat(plan.name()).isEqualTo(preset.title());
      assertThat(plan.training().epochs()).isEqualTo(60);
      assertThat(plan.splits()).isEqualTo(new RepeatedSplitPlan.Shuffle(5, 0.8));
      assertThat(plan.start().light()).contains(0.1);
    }
    assertThatThrownBy(() -> OptimizePlan.FILES.read(PublishedExperiment.DRIFT_TEST, data))
        .hasMessageContaining("belongs to command drift, not to optimize");
  }
}
