package dev.rawline.imaging.sensor.recapture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.StageLaws;
import dev.rawline.imaging.frame.RawImage;
import java.util.List;

/** The laws of the blur of a mosaic's planes. */
class PlaneBlurLawsTest extends StageLaws<RawImage, RawImage> {

  @Override
  protected List<Differentiable<RawImage, RawImage>> stages(Shape shape) {
    return List.of(new PlaneBlur(0.6), new PlaneBlur(2));
  }

  @Override
  protected List<Differentiable<RawImage, RawImage>> neutralStages(Shape shape) {
    return List.of(new PlaneBlur(0));
  }

  @Override
  protected List<Differentiable<RawImage, RawImage>> linearStages(Shape shape) {
    return stages(shape);
  }

  @Override
  protected Definition definition(Differentiable<RawImage, RawImage> stage, Shape shape) {
    PlaneBlur blur = (PlaneBlur) stage;
    return new Definition() {
      @Override
      public double[] apply(double[] input) {
        return PlaneBlurDefinition.plain(blur, input, shape.height(), shape.width());
      }

      @Override
      public double[] back(double[] input, double[] cotangent, double[] gradient) {
        return PlaneBlurDefinition.back(
            blur, input, cotangent, shape.height(), shape.width(), gradient);
      }
    };
  }

  @Override
  protected List<Rejection> rejections() {
    return List.of(
        new Rejection("plane_blur sigma is 51: expected 0 to 50 (px)", () -> new PlaneBlur(51)));
  }

  @Override
  protected RawImage frame(Shape shape, float[] samples) {
    return RawImage.normalised(shape.width(), shape.height(), shape.cfa(), samples);
  }

  @Override
  protected RawImage cotangent(Shape shape, float[] samples) {
    return frame(shape, samples);
  }

  @Override
  protected int samplesPerPixel() {
    return 1;
  }

  @Override
  protected void assertKind(RawImage input, RawImage output) {
    assertThat(output.cfa()).isEqualTo(input.cfa());
    assertThat(output.unit()).isEqualTo(input.unit());
    assertThat(output.calibration()).isEqualTo(input.calibration());
  }
}
