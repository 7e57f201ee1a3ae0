package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.MosaicStageLaws;
import dev.rawline.imaging.frame.RawImage;
import java.util.List;

/** The laws of the blur of a mosaic's planes. */
class PlaneBlurLawsTest extends MosaicStageLaws {

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
        return PlaneBlurDefinition.plain(
            blur, input, shape.height(), shape.width(), shape.cfa().lattice());
      }

      @Override
      public double[] back(double[] input, double[] cotangent, double[] gradient) {
        return PlaneBlurDefinition.back(
            blur, input, cotangent, shape.height(), shape.width(), shape.cfa().lattice(), gradient);
      }
    };
  }

  @Override
  protected List<Rejection> rejections() {
    return List.of(
        new Rejection("plane_blur sigma is 51: expected 0 to 50 (px)", () -> new PlaneBlur(51)));
  }
}
