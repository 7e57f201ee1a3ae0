package dev.rawline.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.datamodel.HalfSizeModel;
import dev.rawline.learning.datamodel.ParametrizedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.Explanation;
import dev.rawline.learning.joint.ModelInTraining;
import dev.rawline.learning.plan.TrackingPlan;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Target;
import dev.rawline.learning.sample.Task;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of samples while a model learns, and its animation. */
class TrackSamplesTest {
  private static final int SIDE = 32;
  private static final Isp CHAIN = Isp.parametrized(Camera.DRONE);
  private static final Task CELLS = new Task.Classification(List.of("basophil", "monocyte"));

  @TempDir private Path run;

  @BeforeAll
  static void startEngine() {
    Engine.cpu();
  }

  private static boolean inDisc(int place) {
    int row = place / SIDE;
    return Math.hypot(row - 15.5, place % SIDE - 15.5) < 9;
  }

  private static TrackingPlan plan(boolean everything, boolean arrays) {
    return new TrackingPlan(
        1, everything, everything, everything, everything, everything, arrays, Optional.empty());
  }

  private static List<TrackSamples.Subject> subjects(
      Optional<Isp> reference, PreparedSample... samples) {
    return Arrays.stream(samples)
        .map(sample -> new TrackSamples.Subject(sample, reference))
        .toList();
  }

  /** A disc of a given brightness on a ground. */
  private static PreparedSample sample(String id, float level, Target target) {
    float[] samples = new float[SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = inDisc(i) ? level : 0.12f;
    }
    return new PreparedSample(
        id,
        id,
        RawImage.normalised(SIDE, SIDE, Cfa.RGGB, samples),
        Optional.of(target),
        Optional.empty(),
        Optional.empty());
  }

  /** A model whose loss is the mean square of the picture, and whose logits are given. */
  private static ModelInTraining fixed(DataModel dataModel, float[] logits) {
    return new ModelInTraining(
        dataModel,
        sample -> {
          try (Scope _ = new Scope()) {
            Tensor pictures = dataModel.explain(List.of(sample));
            Tensor loss = pictures.times(pictures).mean();
            loss.backward();
            int width = (int) pictures.size(3);
            int height = (int) pictures.size(2);
            return new Explanation(
                new View(width, height, pictures.toArray()),
                new View(width, height, pictures.gradient().orElseThrow().toArray()),
                logits,
                loss.value());
          }
        });
  }

  private static ParametrizedModel parametrized(double gamma) {
    Theta theta = CHAIN.theta().with("gamma", gamma);
    return new ParametrizedModel(CHAIN, theta, true);
  }

  private static float[] numbers(Path file) throws Exception {
    return NumpyArray.of(Files.readAllBytes(file)).values();
  }

  @Test
  void everyStageAndItsGradientAreWritten() throws Exception {
    PreparedSample cell = sample("slide 3/cell", 0.3f, new Target.OfClass(1));
    TrackingPlan tracking = plan(true, true);
    TrackSamples track = new TrackSamples(tracking, CELLS, subjects(Optional.of(CHAIN), cell), run);
    try (ParametrizedModel model = parametrized(1.6)) {
      track.write(7, false, fixed(model, new float[] {0, 2}));

      Path epoch = run.resolve("track/epoch-007");
      Map<String, Object> index = JsonFile.read(epoch.resolve("track.json"));
      assertThat(index).containsEntry("epoch", 7).containsEntry("data_model", "parametrized");
      Map<?, ?> tracked = (Map<?, ?>) ((List<?>) index.get("samples")).getFirst();
      assertThat(tracked.get("id")).isEqualTo("slide 3/cell");
      assertThat(tracked.get("file")).isEqualTo("1-slide_3_cell");
      assertThat(tracked.get("verdict")).isEqualTo("monocyte 88 %, right");
      assertThat(ImageIO.read(epoch.resolve("1-slide_3_cell.png").toFile())).isNotNull();

      Path arrays = epoch.resolve("1-slide_3_cell");
      Isp chain = model.chain(cell).orElseThrow();
      View picture = chain.apply((RawImage) cell.frame());
      float[] written = numbers(arrays.resolve("picture.npy"));
      float[] difference = numbers(arrays.resolve("difference.npy"));
      float[] reference = CHAIN.apply((RawImage) cell.frame()).samples();
      for (int i = 0; i < written.length; i++) {
        assertThat(written[i]).isCloseTo(picture.samples()[i], within(2e-4f));
        assertThat(difference[i]).isEqualTo(written[i] - reference[i]);
      }
      float[] byRaw = numbers(arrays.resolve("00-input-gradient.npy"));
      View cotangent = new View(SIDE, SIDE, numbers(arrays.resolve("gradient.npy")));
      assertThat(byRaw)
          .containsExactly(chain.pull((RawImage) cell.frame()).back(cotangent).input().samples());
      try (Stream<Path> files = Files.list(arrays)) {
        assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
            .contains("00-input.npy", "01-black_level.npy", "01-black_level-gradient.npy")
            .hasSize(2 * 8 + 3);
      }
    }
  }

  @Test
  void onlyTheBestEpochsAreWrittenOnRequest() throws IOException {
    TrackingPlan tracking = plan(false, false);
    TrackSamples track =
        new TrackSamples(
            tracking,
            CELLS,
            subjects(Optional.empty(), sample("a", 0.3f, new Target.OfClass(0))),
            run);
    try (ParametrizedModel model = parametrized(2.2)) {
      track.write(1, true, fixed(model, new float[2]));
      track.write(2, false, fixed(model, new float[2]));
    }
    assertThat(run.resolve("track/epoch-001/1-a.png")).exists();
    assertThat(run.resolve("track/epoch-002")).doesNotExist();
  }

  /** Data models without stages, pictures of half the size, masks and numbers. */
  @Test
  void everyTaskAndDataModelIsShown() throws Exception {
    byte[] disc = new byte[SIDE * SIDE];
    for (int i = 0; i < disc.length; i++) {
      disc[i] = (byte) (inDisc(i) ? 1 : 0);
    }
    PreparedSample street = sample("street", 0.3f, new Target.OfPixels(new Mask(SIDE, SIDE, disc)));
    float[] logits = new float[SIDE * SIDE / 4];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = i % 16 > 3 ? 1 : -1;
    }
    TrackingPlan tracking = plan(true, false);
    try (HalfSizeModel none = new HalfSizeModel(3)) {
      new TrackSamples(tracking, new Task.Segmentation(), subjects(Optional.of(CHAIN), street), run)
          .write(1, true, fixed(none, logits));
      Map<String, Object> index = JsonFile.read(run.resolve("track/epoch-001/track.json"));
      assertThat(String.valueOf(index)).contains("data_model=none").contains("verdict=IoU 0.");
      PreparedSample dose = sample("dose", 0.3f, new Target.OfNumber(0.25));
      new TrackSamples(tracking, new Task.Regression("dose"), subjects(Optional.empty(), dose), run)
          .write(2, true, fixed(none, new float[] {0.5f}));
      assertThat(String.valueOf(JsonFile.read(run.resolve("track/epoch-002/track.json"))))
          .contains("verdict=dose 0.5; it is 0.25");
    }
  }

  @Test
  void epochsBecomeAnAnimation() throws Exception {
    List<TrackSamples.Subject> subjects =
        subjects(
            Optional.empty(),
            sample("a", 0.3f, new Target.OfClass(0)),
            sample("b", 0.2f, new Target.OfClass(1)));
    TrackSamples track = new TrackSamples(TrackingPlan.DEFAULT, CELLS, subjects, run);
    for (int epoch = 1; epoch <= 10; epoch++) {
      try (ParametrizedModel model = parametrized(1.2 + 0.1 * epoch)) {
        track.write(epoch, true, fixed(model, new float[] {epoch, 3}));
      }
    }
    Files.createDirectories(run.resolve("track/epoch-011")); // a killed run leaves it without index
    AnimateTraining.AnimationFiles made = new AnimateTraining(run, 0.25).make();
    assertThat(made.epochs()).isEqualTo(10);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(made.animation().toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(10);
      BufferedImage first = reader.read(0);
      BufferedImage last = reader.read(9);
      assertThat(first.getWidth()).isEqualTo(last.getWidth());
      assertThat(first.getColorModel()).isEqualTo(last.getColorModel());
    }
    BufferedImage strip = ImageIO.read(made.strip().toFile());
    assertThat(strip.getWidth()).isGreaterThan(8 * 256);
  }

  @Test
  void untrackedRunsCannotBeAnimated() throws IOException {
    assertThatThrownBy(() -> new AnimateTraining(run, 0.5).make())
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            "%s: no samples were tracked in this run: there is no folder %s; train with the key 'track' in the plan, for example track: {images: 5}"
                .formatted(run, run.resolve("track")));
    Files.createDirectories(run.resolve("track/epoch-001"));
    assertThatThrownBy(() -> new AnimateTraining(run, 0.5).make())
        .hasMessageContaining("no epoch has ended yet");
    Files.writeString(run.resolve("track/epoch-001/track.json"), "{\"epoch\": 1}");
    assertThatThrownBy(() -> new AnimateTraining(run, 0.5).make())
        .hasMessageContaining("is not what tracking writes; remove the folder of this epoch");
    assertThatThrownBy(() -> new AnimateTraining(run, 0))
        .hasMessage("the delay is 0: expected 0.02 to 60 (seconds an epoch)");
  }
}
