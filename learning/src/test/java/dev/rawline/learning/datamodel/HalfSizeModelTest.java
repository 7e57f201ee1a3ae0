package dev.rawline.learning.datamodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.TensorPreview;
import dev.rawline.learning.sample.DrawnCameras;
import dev.rawline.learning.sample.PreparedSample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A quad of every layout becomes the same pixel, and the pullback is the adjoint. */
class HalfSizeModelTest {

  @BeforeAll
  static void startEngine() {
    Engine.cpu();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MONOCHROME")
  void everyLayoutBecomesRedGreensBlue(Cfa cfa) {
    float[] samples = new float[4 * 2];
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 4; column++) {
        int quad = column / 2;
        samples[row * 4 + column] = 10 * quad + 1 + cfa.siteAt(row, column).index();
      }
    }
    List<PreparedSample> batch =
        List.of(PreparedSample.of("a", RawImage.normalised(4, 2, cfa, samples)));
    try (Scope _ = new Scope();
        HalfSizeModel kept = new HalfSizeModel(4);
        HalfSizeModel averaged = new HalfSizeModel(3)) {
      Tensor four = kept.forward(batch, true);
      assertThat(four.shape()).containsExactly(1, 4, 1, 2);
      assertThat(four.toArray()).containsExactly(1, 11, 2, 12, 3, 13, 4, 14);
      Tensor three = averaged.forward(batch, true);
      assertThat(three.shape()).containsExactly(1, 3, 1, 2);
      assertThat(three.toArray()).containsExactly(1, 11, 2.5f, 12.5f, 4, 14);
      assertThat(three.requiresGradient()).isFalse();
    }
  }

  /** ⟨A x, y⟩ = ⟨x, Aᵀ y⟩, for every layout and both numbers of channels. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void pullbackIsTheAdjoint(int channels) {
    Random random = new Random(Seeds.next("adjoint"));
    List<PreparedSample> batch = Shots.batch(random, 4, 10, 6);
    try (Scope _ = new Scope();
        HalfSizeModel model = new HalfSizeModel(channels)) {
      Tensor pictures = model.explain(batch);
      float[] weights = new float[Math.toIntExact(pictures.size())];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = random.nextFloat() - 0.5f;
      }
      Tensor loss = pictures.times(Tensor.of(weights, pictures.shape())).sum();
      loss.backward();
      double sum = 0;
      List<Frame> gradients = model.gradients(pictures);
      for (int i = 0; i < batch.size(); i++) {
        float[] in = batch.get(i).frame().samples();
        float[] gradient = gradients.get(i).samples();
        assertThat(((RawImage) gradients.get(i)).cfa()).isEqualTo(Shots.raw(batch.get(i)).cfa());
        for (int j = 0; j < in.length; j++) {
          sum += in[j] * gradient[j];
        }
      }
      assertThat(sum).isCloseTo(loss.value(), within(1e-4));
    }
  }

  /** A monochrome image is its own picture of one channel, and so is its gradient. */
  @Test
  void monochromeImagesAreOneChannel() {
    Random random = new Random(Seeds.next("monochrome"));
    List<PreparedSample> batch =
        List.of(
            PreparedSample.of("a", Shots.mosaic(random, 5, 3, Cfa.MONOCHROME)),
            PreparedSample.of("b", Shots.mosaic(random, 5, 3, Cfa.MONOCHROME)));
    try (Scope _ = new Scope();
        HalfSizeModel model = new HalfSizeModel(1);
        HalfSizeModel colours = new HalfSizeModel(3)) {
      Tensor pictures = model.explain(batch);
      assertThat(pictures.shape()).containsExactly(2, 1, 3, 5);
      assertThat(Arrays.copyOf(pictures.toArray(), 15))
          .containsExactly(batch.getFirst().frame().samples());
      try (Scope _ = new Scope()) {
        Tensor one = pictures.narrow(0, 0, 1);
        float[] shown = TensorPreview.picture(one).samples();
        float[] shared = TensorPreview.gradient(one).samples();
        for (int i = 0; i < shown.length; i++) {
          float sample = batch.getFirst().frame().samples()[i % 15];
          assertThat(shown[i]).isEqualTo(sample);
          assertThat(shared[i]).isCloseTo(sample / 3, within(1e-6f));
        }
      }
      pictures.times(pictures).sum().backward();
      float[] gradient = model.gradients(pictures).getLast().samples();
      for (int i = 0; i < gradient.length; i++) {
        assertThat(gradient[i]).isCloseTo(2 * batch.getLast().frame().samples()[i], within(1e-6f));
      }
      assertThatThrownBy(() -> colours.forward(batch, false))
          .hasMessageContaining("sample a is monochrome, but this data model expects a mosaic");
      assertThatThrownBy(() -> model.forward(Shots.batch(random, 1, 4, 4), false))
          .hasMessageContaining("sample shot 0 is a mosaic of colours (RGGB)");
    }
  }

  @Test
  void problemsAreReported() {
    assertThatThrownBy(() -> new HalfSizeModel(2))
        .hasMessage(
            "channels is 2: expected 1 (monochrome), 3 (greens averaged) or 4 (greens separate)");
    try (HalfSizeModel model = new HalfSizeModel(3)) {
      assertThatThrownBy(() -> model.forward(Shots.batch(new Random(1), 1, 5, 4), false))
          .hasMessage(
              "sample shot 0 has 5×4 pixels: expected even sides, for complete 2×2 CFA cells; crop it (crop)");
      PreparedSample drawn =
          Shots.drawn(
              Shots.batch(new Random(1), 1, 4, 4).getFirst(),
              DrawnCameras.theta(
                  Optional.empty(), Optional.empty(), Optional.of(1.1), Optional.empty()));
      assertThatThrownBy(() -> model.forward(List.of(drawn), false))
          .hasMessageContaining("this data model has no chain with such parameters");
    }
  }
}
