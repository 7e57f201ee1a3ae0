package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainGeneratorTest {

  @TempDir private static Path shared;
  private static Engine engine;
  private static DataSet smears;

  @TempDir private Path folder;

  @BeforeAll
  static void simulate() throws IOException {
    engine = Engine.start(Device.CPU, 1);
    smears = SimulatedSmears.of(shared.resolve("smears"), 12, 1);
  }

  private static GeneratePlan plan(Map<String, String> more) throws IOException {
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("data", shared.resolve("smears").toString());
    keys.put("camera", "file");
    keys.put("spacing", "1.625e-7");
    keys.put("size", "16");
    keys.put("widths", "[16, 16]");
    keys.put("blocks", "1");
    keys.put("heads", "2");
    keys.put("steps", "6");
    keys.put("batch", "4");
    keys.put("check", "3");
    keys.put("sampling_steps", "2");
    keys.put("precision", "float32");
    keys.putAll(more);
    return GeneratePlan.FILE.read(Optional.empty(), keys);
  }

  private TrainGenerator.Result train(Path to, Map<String, String> more) throws IOException {
    return new TrainGenerator(plan(more), smears, to, engine, Progress.SILENT).run();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "stain"})
  void aModelWithMasksMakesALabelledRawDataSetWithACard(String masks) throws IOException {
    Path model = folder.resolve("model");
    assertThat(train(model, Map.of("masks", masks)))
        .isInstanceOf(TrainGenerator.Result.Trained.class);
    assertThat(model)
        .isDirectoryContaining("glob:**samples.png")
        .isDirectoryContaining("glob:**scenes.csv");
    assertThat(train(model, Map.of("masks", masks)))
        .isInstanceOf(TrainGenerator.Result.UpToDate.class);
    Path made = folder.resolve("made");
    GeneratedScenes scenes = GeneratedScenes.open(model, engine);
    try (SceneGenerator _ = scenes.generator()) {
      new Simulate(
              made,
              scenes,
              List.of(),
              /* balanced= */ true,
              new SimulatedCamera(SimulatedSmears.SENSOR, SimulatedSmears.OPTICS, 160, 128, 1),
              1,
              1)
          .run(4, Progress.SILENT);
    }
    DataSet opened = DataSets.open(made);
    assertThat(opened.counts()).containsExactly(Map.entry("EOS", 2), Map.entry("LYT", 2));
    for (Sample sample : opened.samples()) {
      assertThat(sample.picture().read().width()).isEqualTo(160);
      assertThat(sample.label().mask()).isPresent();
    }
    assertThat(DescriptionFiles.CARD.read(made.resolve("card.yaml")).what())
        .contains("Synthetic")
        .contains("generative model model")
        .contains("blood-smear");
  }

  @Test
  void theSameSeedDrawsTheSameBitsWhateverTheCount() throws IOException {
    Path model = folder.resolve("model");
    train(model, Map.of());
    String[] sums = new String[2];
    for (int run = 0; run < 2; run++) {
      Path made = folder.resolve("made-" + run);
      GeneratedScenes scenes = GeneratedScenes.open(model, engine);
      try (SceneGenerator _ = scenes.generator()) {
        new Simulate(
                made,
                scenes,
                List.of("LYT"),
                /* balanced= */ true,
                new SimulatedCamera(SimulatedSmears.SENSOR, SimulatedSmears.OPTICS, 128, 128, 1),
                7,
                1)
            .run(1 + run, Progress.SILENT);
      }
      sums[run] = SampleChecksum.of(DataSets.open(made).samples().getFirst().picture().read());
    }
    assertThat(sums[1]).isEqualTo(sums[0]);
  }

  @Test
  void anotherPlanIsRejectedInTheFolderOfAModel() throws IOException {
    Path model = folder.resolve("model");
    train(model, Map.of());
    assertThatThrownBy(() -> train(model, Map.of("seed", "2")))
        .hasMessageContaining("another plan")
        .hasMessageContaining("--out");
  }

  @Test
  void changedDataAreRejectedInTheFolderOfAModel() throws IOException {
    Path model = folder.resolve("model");
    train(model, Map.of());
    DataSet fewer = smears.with(smears.samples().subList(0, 10));
    assertThatThrownBy(
            () -> new TrainGenerator(plan(Map.of()), fewer, model, engine, Progress.SILENT).run())
        .hasMessageContaining("the samples of data set blood-smear, seed 1 have changed")
        .hasMessageContaining("--out");
  }

  @Test
  void aPlanThatDidNotFitItsDataIsCorrectedInItsFolder() throws IOException {
    Path model = folder.resolve("model");
    assertThatThrownBy(() -> train(model, Map.of("size", "256")))
        .hasMessageContaining("expected at least 256×256");
    assertThat(train(model, Map.of())).isInstanceOf(TrainGenerator.Result.Trained.class);
  }

  @Test
  void aStoppedTrainingReportsItsStepAndEndsWithTheSameWeights() throws IOException {
    Path whole = folder.resolve("whole");
    train(whole, Map.of());
    Path model = folder.resolve("model");
    TrainGenerator[] training = new TrainGenerator[1];
    Progress stopsInTheMiddle =
        new Progress() {
          private int steps;

          @Override
          public void advance(long count) {
            if (++steps == smears.samples().size() + 4) { // after the fourth step
              training[0].requestStop();
            }
          }
        };
    training[0] = new TrainGenerator(plan(Map.of()), smears, model, engine, stopsInTheMiddle);
    assertThat(training[0].run()).isEqualTo(new TrainGenerator.Result.Stopped(4));
    assertThat(train(model, Map.of())).isInstanceOf(TrainGenerator.Result.Trained.class);
    assertThat(model.resolve(SceneGenerator.SCENES))
        .hasSameBinaryContentAs(whole.resolve(SceneGenerator.SCENES));
  }

  @Test
  void planMistakesAreReportedTogether() {
    assertThatThrownBy(() -> plan(Map.of("size", "18", "held_out", "0.7", "masks", "guess")))
        .hasMessageContaining("held_out")
        .hasMessageContaining("masks");
    assertThatThrownBy(() -> plan(Map.of("guidance", "2", "unlabelled", "0")))
        .hasMessageContaining("is 2.0 and unlabelled is 0: expected guidance 1");
  }

  @Test
  void tooFewSamplesOfAClassAreRejected() {
    assertThatThrownBy(
            () ->
                new TrainGenerator(
                        plan(Map.of()),
                        smears.with(smears.samples().subList(0, 3)),
                        folder.resolve("model"),
                        engine,
                        Progress.SILENT)
                    .run())
        .hasMessageContaining("expected at least 2, one of which is held out");
  }

  @Test
  void aFolderThatIsNoModelIsRejected() {
    assertThatThrownBy(() -> GeneratedScenes.open(folder, engine))
        .hasMessageContaining("no folder of a generative model")
        .hasMessageContaining("generate train");
  }
}
