package dev.rawline.learning.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.train.TrainingDivergedException;
import dev.rawline.learning.weights.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowTrainerTest {
  private static final int SIDE = 8;
  private static final FlowArchitecture TINY = new FlowArchitecture(List.of(16), 1, 2);

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    Engine.start(Device.CPU, 1);
  }

  /** Pictures of one grey level a class: −1 and 1, with a little noise. */
  private static FlowExamples examples(int count) {
    List<float[]> pictures = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] picture = new float[SIDE * SIDE];
      new Seed(3, "picture " + i).stream("noise", 0).gaussians(picture, 0, picture.length);
      for (int j = 0; j < picture.length; j++) {
        picture[j] = 0.05f * picture[j] + (i % 2 == 0 ? -1 : 1);
      }
      pictures.add(picture);
      labels.add(i % 2);
    }
    return new FlowExamples(1, SIDE, List.of("dark", "bright"), pictures, List.of(), labels);
  }

  private static FlowSettings settings(int steps) {
    return new FlowSettings(steps, 8, 5e-3, 5, 0.9, 0.1, true, 10, Precision.FLOAT32);
  }

  private static FlowNetwork network() {
    return new FlowNetwork(TINY, 1, 0, 2, new Seed(1, "network"));
  }

  private FlowTrainer trainer(FlowSettings settings, FlowNetwork network, Path to) {
    return new FlowTrainer(
        settings, network, examples(16), examples(4), 1, to, FlowProgress.SILENT);
  }

  @Test
  void learnsWhichPicturesAClassHas() throws IOException {
    try (FlowNetwork network = network()) {
      List<FlowCheck> checks = trainer(settings(400), network, folder).run();
      assertThat(checks.getLast().heldOutLoss()).isLessThan(0.5 * checks.getFirst().heldOutLoss());
      FlowSampler sampler =
          new FlowSampler(network, Precision.FLOAT32, SamplingSettings.DEFAULT, SIDE);
      for (int label = 0; label < 2; label++) {
        double sum = 0;
        for (int i = 0; i < 8; i++) {
          sum += mean(sampler.sample(request(SIDE, label, "sample " + i), Progress.SILENT));
        }
        double wanted = label == 0 ? -1 : 1;
        assertThat(sum / 8).isBetween(wanted - 0.3, wanted + 0.3);
      }
    }
  }

  private static FlowSampler.Request request(int side, int label, String name) {
    return new FlowSampler.Request(
        side, side, Optional.of(label), Optional.empty(), new Seed(5, name));
  }

  private static double mean(float[] picture) {
    return IntStream.range(0, picture.length).mapToDouble(i -> picture[i]).average().orElseThrow();
  }

  @Test
  void aStoppedTrainingEndsWithTheSameBits() throws IOException {
    StateDict whole;
    try (FlowNetwork network = network()) {
      trainer(settings(25), network, folder.resolve("whole")).run();
      whole = network.parameters().toStateDict();
    }
    Path parts = folder.resolve("parts");
    for (int stop : List.of(4, 10, 17)) {
      try (FlowNetwork network = network()) {
        FlowTrainer[] trainer = new FlowTrainer[1];
        trainer[0] =
            new FlowTrainer(
                settings(25),
                network,
                examples(16),
                examples(4),
                1,
                parts,
                new FlowProgress() {
                  @Override
                  public void step(int step, double loss, double perSecond) {
                    if (step == stop) {
                      trainer[0].requestStop();
                    }
                  }
                });
        trainer[0].run();
      }
    }
    try (FlowNetwork network = network()) {
      List<FlowCheck> checks = trainer(settings(25), network, parts).run();
      assertThat(checks).extracting(FlowCheck::step).containsExactly(10, 20, 25);
      network
          .parameters()
          .toStateDict()
          .arrays()
          .forEach(
              (name, array) ->
                  assertThat(array.toDoubles())
                      .as(name)
                      .containsExactly(whole.arrays().get(name).toDoubles()));
    }
  }

  @Test
  void keepsTheWeightsOfTheLowestHeldOutLoss() throws IOException {
    try (FlowNetwork network = network()) {
      List<FlowCheck> checks = trainer(settings(60), network, folder).run();
      double least = checks.stream().mapToDouble(FlowCheck::heldOutLoss).min().orElseThrow();
      assertThat(checks.stream().filter(FlowCheck::best).reduce((_, later) -> later).orElseThrow())
          .extracting(FlowCheck::heldOutLoss)
          .isEqualTo(least);
    }
  }

  @Test
  void refusesToGoOnWithoutFiniteNumbers() throws IOException {
    FlowExamples good = examples(16);
    List<float[]> pictures = new ArrayList<>(good.pictures());
    float[] spoilt = pictures.getFirst().clone();
    spoilt[3] = Float.NaN;
    pictures.set(0, spoilt);
    FlowExamples bad =
        new FlowExamples(1, SIDE, good.classes(), pictures, List.of(), good.labels());
    try (FlowNetwork network = network()) {
      FlowTrainer trainer =
          new FlowTrainer(settings(20), network, bad, examples(4), 1, folder, FlowProgress.SILENT);
      assertThatThrownBy(trainer::run)
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageContaining("NaN")
          .hasMessageContaining("learning_rate");
      assertThat(network.parameters().learned().values()).allMatch(tensor -> tensor.isFinite());
    }
  }

  @Test
  void aDamagedCheckpointGivesWayToTheOneBefore() throws IOException {
    try (FlowNetwork network = network()) {
      trainer(settings(20), network, folder).run();
    }
    Path newest;
    try (Stream<Path> files = Files.list(folder)) {
      newest =
          files
              .filter(file -> file.getFileName().toString().startsWith("epoch-002"))
              .findFirst()
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length - 1] ^= 1;
    Files.write(newest, bytes);
    List<String> notes = new ArrayList<>();
    try (FlowNetwork network = network()) {
      List<FlowCheck> checks =
          new FlowTrainer(
                  settings(20),
                  network,
                  examples(16),
                  examples(4),
                  1,
                  folder,
                  new FlowProgress() {
                    @Override
                    public void note(String note) {
                      notes.add(note);
                    }
                  })
              .run();
      assertThat(checks).extracting(FlowCheck::step).containsExactly(10, 20);
      assertThat(notes).singleElement().asString().contains("damaged");
    }
  }

  @Test
  void aSampleDependsOnItsSeedAloneAndWindowsAgreeOnAnEvenField() throws IOException {
    try (FlowNetwork network = network()) {
      trainer(settings(60), network, folder).run();
      FlowSampler sampler =
          new FlowSampler(network, Precision.FLOAT32, new SamplingSettings(4, 1.5), SIDE);
      float[] once = sampler.sample(request(SIDE, 1, "a"), Progress.SILENT);
      float[] other = sampler.sample(request(SIDE, 1, "b"), Progress.SILENT);
      assertThat(sampler.sample(request(SIDE, 1, "a"), Progress.SILENT)).containsExactly(once);
      assertThat(other).isNotEqualTo(once);
      float[] wide = sampler.sample(request(3 * SIDE, 1, "a"), Progress.SILENT);
      assertThat(wide).hasSize(9 * SIDE * SIDE);
      assertThat(mean(wide)).isCloseTo(mean(once), Offset.offset(0.3));
    }
  }

  @Test
  void picturesThatAreSampledTogetherDoNotDependOnEachOther() throws IOException {
    try (FlowNetwork network = network()) {
      trainer(settings(20), network, folder).run();
      for (Precision precision : Precision.values()) {
        FlowSampler sampler =
            new FlowSampler(network, precision, new SamplingSettings(3, 1.5), SIDE);
        List<FlowSampler.Request> requests =
            IntStream.range(0, 11).mapToObj(i -> request(SIDE, i % 2, "number " + i)).toList();
        List<float[]> all = sampler.sample(requests, Progress.SILENT);
        for (int i = 0; i < requests.size(); i++) {
          assertThat(sampler.sample(List.of(requests.get(i)), Progress.SILENT).getFirst())
              .containsExactly(all.get(i));
        }
        float rounding = precision == Precision.FLOAT32 ? 1e-4f : 0.2f;
        assertThat(sampler.sample(requests.getFirst(), Progress.SILENT))
            .containsExactly(all.getFirst(), Offset.offset(rounding));
      }
    }
  }

  @Test
  void rejectsNothingToLearnFrom() {
    try (FlowNetwork network = network()) {
      assertThatThrownBy(
              () ->
                  new FlowTrainer(
                      settings(1),
                      network,
                      examples(4).some(List.of()),
                      examples(4),
                      1,
                      folder,
                      FlowProgress.SILENT))
          .hasMessageContaining("0 pictures are learned from and 4 held out");
    }
  }
}
