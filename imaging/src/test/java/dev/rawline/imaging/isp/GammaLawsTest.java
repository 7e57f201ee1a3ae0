package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.chain.StageLaws;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.View;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of the gamma. */
class GammaLawsTest extends StageLaws<LinearRgb, View> {

  @Override
  protected List<Stage<LinearRgb, View>> stages(Shape shape) {
    return List.of(Gamma.DEFAULT, new Gamma(1.8, 1e-5));
  }

  /** The clip spares no frame: {@link #gammaOneOnlyClips} stands in. */
  @Override
  protected List<Stage<LinearRgb, View>> neutralStages(Shape shape) {
    return List.of();
  }

  @Override
  protected List<Rejection> rejections() {
    return List.of(
        new Rejection(
            "gamma is 0: expected a finite number above 0 (no unit)", () -> new Gamma(0, 0)),
        new Rejection(
            "gamma floor is -0.5: expected 0 to 0.5 (normalised)", () -> new Gamma(2.2, -0.5)),
        new Rejection("gamma floor is 1: expected 0 to 0.5 (normalised)", () -> new Gamma(2.2, 1)));
  }

  /** A picture may be a line or a single pixel. */
  @Override
  protected List<Size> sizes() {
    return Stream.concat(
            Stream.of(new Size(1, 1), new Size(1, 7), new Size(7, 1)), super.sizes().stream())
        .toList();
  }

  @Override
  protected LinearRgb frame(Shape shape, float[] samples) {
    return new LinearRgb(shape.width(), shape.height(), samples);
  }

  @Override
  protected int samplesPerPixel() {
    return 3;
  }

  @Override
  protected void assertKind(LinearRgb input, View output) {
    for (float sample : output.samples()) {
      assertThat(sample).isBetween(0f, 1f);
    }
  }

  @Test
  void gammaOneOnlyClips() {
    LinearRgb pixel = new LinearRgb(1, 1, new float[] {-0.2f, 0.25f, 1.5f});
    assertThat(new Gamma(1, 0).apply(pixel).samples()).containsExactly(0, 0.25f, 1);
  }

  @Test
  void theFloorEntersTheCurve() {
    LinearRgb pixel = new LinearRgb(1, 1, new float[] {-1, 0, 1e-6f});
    float darkest = (float) Math.pow(1e-5, 1 / 2.2);
    assertThat(new Gamma(2.2, 1e-5).apply(pixel).samples())
        .containsExactly(new float[] {darkest, darkest, darkest}, offset(1e-7f));
  }
}
