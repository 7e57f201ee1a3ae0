package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.fast.kernel.BilinearKernel;
import dev.rawline.imaging.numeric.Parallel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A demosaicing that is computed in float32 on vectors and on all cores if it has a fast twin, and
 * by its definition otherwise.
 *
 * <p>It replaces the stage in a chain: name, parameters and pullback are those of the definition.
 *
 * @param definition the stage that is computed
 */
public record FastDemosaicing(Demosaicing definition)
    implements Differentiable<RawImage, LinearRgb> {

  /** The rows that one thread interpolates at once. */
  private static final int BAND = 128;

  private static final Map<Demosaicing, StripRenderer> STRIPS = new ConcurrentHashMap<>();

  /**
   * Returns the steps of a rendering as one chain with the fast demosaicing.
   *
   * @param cfa the layout of the mosaics; all with filters give the same chain
   */
  public static Chain<RawImage, View> chain(Rendering rendering, Cfa cfa) {
    return rendering.chain(new FastDemosaicing(rendering.demosaicing()), cfa);
  }

  @Override
  public String name() {
    return definition.name();
  }

  @Override
  public List<Parameter> parameters() {
    return definition.parameters();
  }

  @Override
  public double[] values() {
    return definition.values();
  }

  @Override
  public FastDemosaicing with(double[] values) {
    return new FastDemosaicing(definition.with(values));
  }

  @Override
  public LinearRgb apply(RawImage raw) {
    if (!isSupported(raw)) {
      return definition.apply(raw);
    }
    float[] samples = new float[Picture.CHANNELS * raw.height() * raw.width()];
    LinearRgb picture = new LinearRgb(raw.width(), raw.height(), samples);
    render(raw, picture);
    return picture;
  }

  /**
   * Overwrites an existing picture: allocating memory takes longer than some demosaicings.
   *
   * @throws IllegalArgumentException if the picture is not as large as the mosaic
   */
  public void apply(RawImage raw, LinearRgb into) {
    if (raw.width() != into.width() || raw.height() != into.height()) {
      throw new IllegalArgumentException(
          "a mosaic of %d×%d pixels needs an output image of that size, got %d×%d"
              .formatted(raw.width(), raw.height(), into.width(), into.height()));
    }
    if (isSupported(raw)) {
      render(raw, into);
    } else {
      float[] defined = definition.apply(raw).samples();
      System.arraycopy(defined, 0, into.samples(), 0, defined.length);
    }
  }

  private boolean isSupported(RawImage raw) {
    return FastPath.supports(definition) && FastPath.takes(raw) && raw.cfa().hasFilters();
  }

  private void render(RawImage raw, LinearRgb picture) {
    if (definition instanceof Bilinear) {
      int height = raw.height();
      Parallel.forEach(
          Parallel.CORES,
          Math.ceilDiv(height, BAND),
          i -> BilinearKernel.rows(raw, picture, i * BAND, Math.min((i + 1) * BAND, height)));
      return;
    }
    STRIPS
        .computeIfAbsent(definition, key -> new StripRenderer(() -> new Strip(key), Parallel.CORES))
        .render(raw, List.of(picture));
  }

  @Override
  public Pullback<RawImage, LinearRgb> pull(RawImage raw) {
    return new DefinedPullback<>(
        apply(raw),
        values().length,
        (cotangent, gradient) -> definition.back(raw, cotangent, gradient));
  }
}
