package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.workbench.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New plans divide images by the light of a condition; plans as they were run do as they did. */
class BrightenTest {
  private static final ExperimentPlanFiles<DriftPlan> FILES = DriftPlan.FILES;

  @TempDir Path folder;

  private Path plan(String condition) throws IOException {
    return Files.writeString(
        folder.resolve("plan.yaml"),
        """
        training: {data: data}
        train: {views: menon-unsharp-median}
        test: {views: menon-unsharp-median, conditions: [%s]}
        """
            .formatted(condition));
  }

  private static Condition tested(DriftPlan plan) {
    return plan.tested().getLast();
  }

  private static DriftPlan read(Path plan) throws IOException {
    return FILES.read(Optional.of(plan), new LinkedHashMap<>());
  }

  @Test
  void aNewPlanIsBrightened() throws IOException {
    DriftPlan plan = read(plan("{isp: menon-unsharp-median, light: 0.1}"));

    assertThat(tested(plan).brighten()).contains(true);
    assertThat(tested(plan).name()).isEqualTo("menon-unsharp-median, light 0.1 brightened");
    assertThat(tested(plan).cameras(Optional.empty()).orElseThrow().brighten()).contains(true);
    assertThat(plan.trained()).containsExactly(Condition.of("menon-unsharp-median"));
    assertThat(FILES.text(plan)).contains("brighten: true");
  }

  @Test
  void whatAPlanStatesIsKept() throws IOException {
    DriftPlan plan = read(plan("{isp: menon-unsharp-median, light: 0.1, brighten: false}"));

    assertThat(tested(plan).brighten()).contains(false);
    // By its name and its camera the step is the one of plans without the key.
    assertThat(tested(plan).name()).isEqualTo("menon-unsharp-median, light 0.1");
    assertThat(tested(plan).cameras(Optional.empty()).orElseThrow().brighten()).isEmpty();
  }

  @Test
  void aPlanAsItWasRunKeepsItsDefault() throws IOException {
    Path plan = plan("{isp: menon-unsharp-median, light: 0.1}");
    Files.writeString(folder.resolve(OutputFolder.PROVENANCE), "{}");

    assertThat(tested(read(plan)).brighten()).isEmpty();
    assertThat(tested(read(plan)).name()).isEqualTo("menon-unsharp-median, light 0.1");
    // What reproduces a run reads the plan alone.
    assertThat(FILES.file().read(plan).tested()).isEqualTo(read(plan).tested());
  }

  @Test
  void brightenNeedsLight() throws IOException {
    Path plan = plan("{isp: menon-unsharp-median, brighten: true}");

    assertThatThrownBy(() -> read(plan))
        .hasMessageContaining("there is no light: give light, such as 0.1, or remove brighten");
  }

  @Test
  void theLightIsAnAxisHoweverItIsShown() {
    assertThat(
            EffectAnalysis.AxisLevels.of("menon-unsharp-median, light 0.1 brightened, blur 1")
                .byAxis())
        .containsEntry("light", "0.1 brightened")
        .containsEntry("blur", "1")
        .containsEntry("processing", "menon-unsharp-median");
    assertThat(List.of(EffectAnalysis.AxisLevels.of("a.yaml, light 0.1").byAxis().get("light")))
        .containsExactly("0.1");
  }
}
