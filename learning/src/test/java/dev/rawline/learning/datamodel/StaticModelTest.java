package dev.rawline.learning.datamodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.sample.PreparedSample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains with constant parameters, and views that pass unchanged. */
class StaticModelTest {
  private static final int SIDE = 16;
  private static final int EACH = 3 * SIDE * SIDE;

  @BeforeAll
  static void startEngine() {
    Engine.cpu();
  }

  private static void assertNear(float[] found, float[] expected, double tolerance) {
    double scale = 0;
    double apart = 0;
    for (int i = 0; i < expected.length; i++) {
      scale += expected[i] * expected[i];
      apart += (found[i] - expected[i]) * (found[i] - expected[i]);
    }
    assertThat(found).hasSameSizeAs(expected);
    assertThat(Math.sqrt(apart)).isLessThan(tolerance * Math.sqrt(scale));
  }

  /** Pictures and the gradient by the mosaic match the chain; nothing is learned. */
  @ParameterizedTest
  @ValueSource(
      strings = {"bilinear-sharpen-gaussian", "malvar-unsharp-gaussian", "menon-sharpen-median"})
  void everyViewMatchesItsChain(String name) {
    Random random = new Random(Seeds.next("static"));
    Isp chain = Isp.of(Camera.DRONE, ViewName.parse(name));
    List<PreparedSample> batch = Shots.batch(random, 3, SIDE, SIDE);
    try (StaticModel model = new StaticModel(chain);
        Scope _ = new Scope()) {
      assertThat(model.parameters().all()).isEmpty();
      Tensor pictures = model.forward(batch, true);
      assertThat(pictures.requiresGradient()).isFalse();
      Tensor explained = model.explain(batch);
      explained.sum().backward();
      List<Frame> gradients = model.gradients(explained);
      float[] ones = new float[EACH];
      Arrays.fill(ones, 1);
      for (int i = 0; i < batch.size(); i++) {
        float[] found = Arrays.copyOfRange(pictures.toArray(), i * EACH, (i + 1) * EACH);
        assertNear(found, chain.apply(Shots.raw(batch.get(i))).samples(), 1e-4);
        float[] expected =
            chain.pull(Shots.raw(batch.get(i))).back(new View(SIDE, SIDE, ones)).input().samples();
        assertNear(gradients.get(i).samples(), expected, 1e-3);
        assertThat(model.chain(batch.get(i))).contains(chain);
      }
    }
  }

  /** A chain without an engine runs by its definition. */
  @Test
  void anyChainIsSupported() {
    Isp chain = Isp.plain(Camera.DRONE, Malvar2004.DEFAULT);
    List<PreparedSample> batch = Shots.batch(new Random(Seeds.next("plain")), 2, SIDE, SIDE);
    try (StaticModel model = new StaticModel(chain);
        Scope _ = new Scope()) {
      float[] found = Arrays.copyOf(model.forward(batch, false).toArray(), EACH);
      assertNear(found, chain.apply(Shots.raw(batch.getFirst())).samples(), 1e-5);
    }
  }

  @Test
  void samplesAreRenderedByTheirOwnCamera() {
    Camera own =
        new Camera(
            "own",
            Camera.Scale.BLACK_TO_WHITE,
            SiteValues.uniform(0),
            new Rgb(1.5, 1, 1.2),
            Matrix3.IDENTITY);
    ViewName view = ViewName.parse("bilinear-sharpen-gaussian");
    Random random = new Random(Seeds.next("own"));
    List<PreparedSample> plain = Shots.batch(random, 2, SIDE, SIDE);
    PreparedSample brings = plain.get(1);
    List<PreparedSample> batch =
        List.of(
            plain.get(0),
            new PreparedSample(
                brings.id(),
                brings.group(),
                brings.frame(),
                Optional.empty(),
                Optional.of(own),
                Optional.empty()));
    try (StaticModel model =
            new StaticModel(Isp.of(Camera.DRONE, view), camera -> Isp.of(camera, view));
        Scope _ = new Scope()) {
      float[] all = model.forward(batch, false).toArray();
      assertNear(
          Arrays.copyOf(all, EACH),
          Isp.of(Camera.DRONE, view).apply(Shots.raw(plain.get(0))).samples(),
          1e-4);
      assertNear(
          Arrays.copyOfRange(all, EACH, 2 * EACH),
          Isp.of(own, view).apply(Shots.raw(brings)).samples(),
          1e-4);
      assertThat(model.chain(batch.get(1)).orElseThrow().theta().get("white_balance"))
          .containsExactly(1.5, 1, 1.2);
    }
  }

  @Test
  void viewsPassUnchanged() {
    Random random = new Random(Seeds.next("views"));
    float[] samples = new float[EACH];
    for (int i = 0; i < EACH; i++) {
      samples[i] = random.nextFloat();
    }
    List<PreparedSample> batch = List.of(PreparedSample.of("a", new View(SIDE, SIDE, samples)));
    try (ViewsModel model = new ViewsModel();
        Scope _ = new Scope()) {
      Tensor pictures = model.explain(batch);
      assertThat(pictures.toArray()).containsExactly(samples);
      pictures.times(pictures).sum().backward();
      float[] gradient = model.gradients(pictures).getFirst().samples();
      for (int i = 0; i < EACH; i++) {
        assertThat(gradient[i]).isEqualTo(2 * samples[i]);
      }
      assertThatThrownBy(() -> model.forward(Shots.batch(random, 1, 4, 4), false))
          .hasMessage(
              "sample shot 0 is raw, but the data model 'views' expects processed images: choose static, parametrized, neural or none");
    }
  }
}
