package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.PictureStageLaws;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.View;
import java.util.Arrays;
import java.util.List;

/** The laws of the layer that is added to a view. */
class AdditiveLayerLawsTest extends PictureStageLaws<View, View> {

  AdditiveLayerLawsTest() {
    super(View::new, View::new);
  }

  @Override
  protected List<Differentiable<View, View>> stages(Shape shape) {
    float[] ramp = new float[3 * shape.height() * shape.width()];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i / 128f - 0.25f;
    }
    return List.of(new AdditiveLayer(frame(shape, ramp)));
  }

  @Override
  protected List<Differentiable<View, View>> flatStages(Shape shape) {
    float[] even = new float[3 * shape.height() * shape.width()];
    Arrays.fill(even, 0.2f);
    return List.of(new AdditiveLayer(frame(shape, even)));
  }

  @Override
  protected List<Differentiable<View, View>> neutralStages(Shape shape) {
    return List.of(AdditiveLayer.zero(shape.width(), shape.height()));
  }

  @Override
  protected List<Differentiable<View, View>> linearStages(Shape shape) {
    return stages(shape);
  }

  @Override
  protected Definition definition(Differentiable<View, View> stage, Shape shape) {
    AdditiveLayer layer = (AdditiveLayer) stage;
    return new PlanesDefinition(
        shape, layer::plain, (view, cotangent, gradient) -> layer.back(cotangent, gradient));
  }

  @Override
  protected List<Rejection> rejections() {
    View small = frame(new Shape(new Size(2, 2), Cfa.RGGB), new float[12]);
    String message =
        "additive_layer has 3×2 pixels, but the image has 2×2: give a layer of its size";
    return List.of(
        new Rejection(message, () -> AdditiveLayer.zero(3, 2).apply(small)),
        new Rejection(message, () -> AdditiveLayer.zero(3, 2).pull(small)));
  }
}
