package dev.rawline.learning.datamodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.ResNet;
import dev.rawline.learning.model.UNet;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.weights.StateDict;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A network from mosaics to pictures, trained, or frozen with its statistics. */
class NeuralModelTest {

  /** Statistics near those of the mosaics here. */
  private static final Standardization GENTLE =
      new Standardization(new Rgb(0.15, 0.15, 0.15), new Rgb(0.01, 0.02, 0.03));

  @BeforeAll
  static void startEngine() {
    Engine.cpu();
  }

  /** A small model of the same kind. */
  private static NeuralModel model(Optional<Standardization> mosaics) {
    return NeuralModel.of(
        new UNet(new ResNet(18), 3, List.of(16, 8, 8)).plusPlus(), new Seed(1, "neural"), mosaics);
  }

  @Test
  void thePublishedModelHasTheDocumentedNumberOfParameters() {
    try (NeuralModel model = NeuralModel.published(new Seed(1, "neural"), Optional.empty())) {
      assertThat(model.divisor()).isEqualTo(16);
      assertThat(model.parameters().all().get("encoder.conv1.weight").shape())
          .containsExactly(64, 4, 7, 7);
      assertThat(model.parameters().all().get("segmentation_head.0.weight").shape())
          .containsExactly(3, 64, 3, 3);
    }
  }

  @Test
  void picturesHaveHalfTheSizeAndThreeChannels() {
    List<PreparedSample> batch = Shots.batch(new Random(Seeds.next("neural")), 2, 32, 16);
    try (Scope _ = new Scope();
        NeuralModel model = model(Optional.empty())) {
      Tensor pictures = model.forward(batch, true);
      assertThat(pictures.shape()).containsExactly(2, 3, 8, 16);
      assertThat(pictures.requiresGradient()).isTrue();
      assertThat(model.divisor()).isEqualTo(16);
      pictures.sum().backward();
      model.backward(pictures);
      assertThat(model.parameters().learned().values())
          .allMatch(numbers -> numbers.gradient().isPresent());
      assertThatThrownBy(() -> model.forward(Shots.batch(new Random(1), 1, 40, 32), true))
          .hasMessage(
              "sample shot 0 has 40×32 pixels: expected sides that are multiples of 16 for the"
                  + " neural data model; crop it (crop)");
    }
  }

  /** A mosaic shifted by one pixel, in its shifted layout, has the same planes. */
  @Test
  void picturesDoNotDependOnTheLayout() {
    float[] samples = Shots.mosaic(new Random(Seeds.next("layout")), 16, 16, Cfa.RGGB).samples();
    float[] turned = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      turned[i] = samples[i / 16 * 16 + (i % 16 ^ 1)]; // neighbours change places
    }
    try (Scope _ = new Scope();
        NeuralModel model = model(Optional.of(Standardization.MICROSCOPE_MOSAICS))) {
      RawImage one = RawImage.normalised(16, 16, Cfa.RGGB, samples);
      RawImage other = RawImage.normalised(16, 16, Cfa.GRBG, turned);
      assertThat(model.forward(List.of(PreparedSample.of("a", other)), false).toArray())
          .containsExactly(model.forward(List.of(PreparedSample.of("a", one)), false).toArray());
    }
  }

  @Test
  void gradientByTheMosaicMatchesFiniteDifferences() {
    Random random = new Random(Seeds.next("neural gradient"));
    List<PreparedSample> batch = Shots.batch(random, 1, 16, 16);
    RawImage raw = Shots.raw(batch.getFirst());
    try (Scope _ = new Scope();
        NeuralModel model = model(Optional.of(GENTLE))) {
      Tensor pictures = model.explain(batch);
      pictures.times(pictures).mean().backward();
      assertThat(pictures.gradient()).isPresent();
      Frame gradient = model.gradients(pictures).getFirst();
      // The network has kinks nearly everywhere: each difference has an error of some hundredths,
      // which averages out over many random directions.
      double step = 1e-5;
      double along = 0;
      double both = 0;
      double squares = 0;
      for (int d = 0; d < 32; d++) {
        float[] direction = new float[raw.samples().length];
        double expected = 0;
        for (int i = 0; i < direction.length; i++) {
          direction[i] = random.nextBoolean() ? 1 : -1;
          expected += direction[i] * gradient.samples()[i];
        }
        double difference =
            (value(model, raw, direction, step) - value(model, raw, direction, -step)) / (2 * step);
        along += expected * expected;
        both += expected * difference;
        squares += difference * difference;
      }
      assertThat(both / along).as("slope").isCloseTo(1, within(0.08));
      assertThat(both / Math.sqrt(along * squares)).as("correlation").isGreaterThan(0.97);
    }
  }

  private static double value(NeuralModel model, RawImage raw, float[] direction, double step) {
    float[] moved = raw.samples().clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    List<PreparedSample> batch = List.of(PreparedSample.of("moved", raw.with(raw.unit(), moved)));
    double sum = 0;
    float[] pictures = model.forward(batch, false).toArray();
    for (float sample : pictures) {
      sum += (double) sample * sample;
    }
    return sum / pictures.length;
  }

  /** Factors of 8 bits give other results than 24 bits, of the same accuracy. */
  @Test
  void precisionsGiveSimilarPicturesAndGradients() {
    List<PreparedSample> batch = Shots.batch(new Random(Seeds.next("precision")), 2, 32, 32);
    Map<Precision, float[]> pictures = new EnumMap<>(Precision.class);
    Map<Precision, float[]> gradients = new EnumMap<>(Precision.class);
    for (Precision precision : Precision.values()) {
      try (Scope _ = new Scope();
          NeuralModel model = model(Optional.of(GENTLE))) {
        model.computeOn(Engine.cpu(), precision);
        Tensor made = model.forward(batch, true);
        assertThat(made.type()).isEqualTo(ElementType.FLOAT32);
        made.times(made).mean().backward();
        pictures.put(precision, made.toArray());
        gradients.put(
            precision,
            model
                .parameters()
                .all()
                .get("segmentation_head.0.weight")
                .gradient()
                .orElseThrow()
                .toArray());
        assertThat(model.parameters().learned().values())
            .allMatch(numbers -> numbers.gradient().orElseThrow().isFinite());
      }
    }
    for (Map<Precision, float[]> numbers : List.of(pictures, gradients)) {
      double apart = distance(numbers.get(Precision.FLOAT32), numbers.get(Precision.BFLOAT16));
      assertThat(apart).isBetween(1e-5, 0.05);
    }
  }

  private static double distance(float[] some, float[] others) {
    double between = 0;
    double size = 0;
    for (int i = 0; i < some.length; i++) {
      between += Math.pow(some[i] - (double) others[i], 2);
      size += Math.pow(some[i], 2);
    }
    return Math.sqrt(between / size);
  }

  @Test
  void aFrozenModelKeepsItsStatistics() {
    List<PreparedSample> batch = Shots.batch(new Random(Seeds.next("frozen")), 2, 16, 16);
    try (Scope _ = new Scope();
        NeuralModel model = model(Optional.empty())) {
      model.parameters().freeze();
      StateDict before = model.parameters().toStateDict();
      assertThat(model.forward(batch, true).requiresGradient()).isFalse();
      assertThat(model.forward(batch, true).toArray())
          .containsExactly(model.forward(batch, false).toArray());
      StateDict after = model.parameters().toStateDict();
      before
          .arrays()
          .forEach(
              (name, array) ->
                  assertThat(Arrays.equals(after.arrays().get(name).toDoubles(), array.toDoubles()))
                      .as(name)
                      .isTrue());
    }
  }
}
