package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import java.util.List;

/**
 * View → View: adds a learned picture to every view.
 *
 * <p>out(c, y, x) = in(c, y, x) + layer(c, y, x); out is not clipped.
 *
 * <pre>{@code
 * AdditiveLayer layer = AdditiveLayer.zero(view.width(), view.height());
 * Pullback<View, View> pullback = layer.pull(view);
 * double[] ofLayer = pullback.back(gradient).parameters(); // ∂L/∂layer, one number a sample
 * }</pre>
 */
@FileWord("additive_layer")
public record AdditiveLayer(
    @Described(
            meaning =
                "a NumPy file with the image that is added to the view [normalised], (colour, row,"
                    + " column), next to the isp.yaml",
            bare = true,
            required = true)
        View layer)
    implements Differentiable<View, View> {

  /** Returns a layer of zeros. */
  public static AdditiveLayer zero(int width, int height) {
    return new AdditiveLayer(new View(width, height, new float[Picture.CHANNELS * height * width]));
  }

  @Override
  public View apply(View view) {
    requireSize(view.width(), view.height());
    return plain(Planes.of(view)).toView();
  }

  @Override
  public Pullback<View, View> pull(View view) {
    return new DefinedPullback<>(
        apply(view),
        layer.samples().length,
        (cotangent, gradient) -> back(Planes.of(cotangent), gradient).toView());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.free(name(), "normalised", Picture.CHANNELS, layer.height(), layer.width()));
  }

  @Override
  public double[] values() {
    return Planes.of(layer).samples;
  }

  @Override
  public AdditiveLayer with(double[] values) {
    return new AdditiveLayer(
        new Planes(Picture.CHANNELS, layer.height(), layer.width(), values).toView());
  }

  /**
   * Requires images as large as the layer.
   *
   * @throws IllegalArgumentException if they are not
   */
  public void requireSize(int width, int height) {
    if (width != layer.width() || height != layer.height()) {
      throw new IllegalArgumentException(
          "additive_layer has %d×%d pixels, but the image has %d×%d: give a layer of its size"
              .formatted(layer.width(), layer.height(), width, height));
    }
  }

  /** Returns the layer of some rows of the views. */
  public AdditiveLayer rows(int first, int count) {
    int width = layer.width();
    float[] samples = new float[Picture.CHANNELS * count * width];
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      System.arraycopy(
          layer.samples(),
          (channel * layer.height() + first) * width,
          samples,
          channel * count * width,
          count * width);
    }
    return new AdditiveLayer(new View(width, count, samples));
  }

  Planes plain(Planes view) {
    return view.with(Planes.of(layer), Double::sum);
  }

  Planes back(Planes cotangent, double[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += cotangent.samples[i];
    }
    return cotangent;
  }
}
