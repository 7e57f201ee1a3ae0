package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.optics.DefocusDisc;
import dev.rawline.imaging.optics.LengthUnit;
import dev.rawline.imaging.optics.PointSpread;
import java.util.List;

/**
 * Defocuses a mosaic: every point becomes a uniform disc, each kind of pixel on its own lattice,
 * with a spacing of 2 px in a Bayer mosaic and of 1 px in a monochrome image.
 *
 * <p>The weights are those of {@link DefocusDisc} on that lattice, which is extended by reflection.
 * A disc of at most the spacing changes nothing: it is within one pixel of the lattice.
 *
 * <p>Backwards as {@link PointSpread}.
 *
 * <pre>{@code
 * RawImage defocused = new PlaneDefocus(6).apply(raw); // px
 * }</pre>
 *
 * @param diameter the disc's diameter [px of the mosaic], 0 to 1000
 */
@FileWord("plane_defocus")
public record PlaneDefocus(
    @Learnable(name = "plane_defocus.diameter", unit = "px", lowest = 0, highest = 1000)
        double diameter)
    implements Differentiable<RawImage, RawImage> {
  private static final String NAME = "plane_defocus";
  private static final double MOST = 1000;

  /** The sites of three bands at once, and the remaining site. */
  private static final List<List<Cfa.Site>> BANDS =
      List.of(
          List.of(Cfa.Site.RED, Cfa.Site.GREEN_IN_RED_ROW, Cfa.Site.GREEN_IN_BLUE_ROW),
          List.of(Cfa.Site.BLUE));

  /** The one kind of pixel of a monochrome image. */
  private static final List<List<Cfa.Site>> BAND = List.of(List.of(Cfa.MONOCHROME.siteAt(0, 0)));

  /**
   * Checks the diameter.
   *
   * @throws IllegalArgumentException if it is outside 0 to 1000 px
   */
  public PlaneDefocus {
    ParameterChecks.requireRange(NAME + " diameter", diameter, "px", 0, MOST);
  }

  private static List<List<Cfa.Site>> bands(RawImage raw) {
    return raw.cfa().hasFilters() ? BANDS : BAND;
  }

  private PointSpread spread(RawImage raw) {
    return new PointSpread(
        new DefocusDisc(diameter / raw.cfa().lattice(), LengthUnit.PIXELS), /* pixelPitch= */ 1);
  }

  /**
   * Returns the defocused mosaic.
   *
   * @throws IllegalArgumentException if a side is odd, so that the lattices differ in size
   */
  @Override
  public RawImage apply(RawImage raw) {
    requireEven(raw);
    if (diameter <= raw.cfa().lattice()) {
      return raw;
    }
    float[] out = new float[raw.samples().length];
    for (List<Cfa.Site> sites : bands(raw)) {
      put(spread(raw).apply(taken(raw, sites)), sites, raw, out);
    }
    return raw.with(raw.unit(), out);
  }

  @Override
  public Pullback<RawImage, RawImage> pull(RawImage raw) {
    requireEven(raw);
    return new DefinedPullback<>(
        apply(raw),
        1,
        (cotangent, gradient) -> {
          float[] input = new float[raw.samples().length];
          for (List<Cfa.Site> sites : bands(raw)) {
            var back = spread(raw).pull(taken(raw, sites)).back(taken(cotangent, sites));
            put(back.input(), sites, raw, input);
            gradient[0] += back.parameters()[0] / raw.cfa().lattice();
          }
          return raw.with(raw.unit(), input);
        });
  }

  /**
   * Returns the remaining share of the variance of white noise after a blur, this defocus and a
   * coarser sampling, 0 to 1: Σ weight² of the combined weights.
   *
   * @param cfa the layout of the mosaics
   */
  public double left(PlaneBlur blur, PlaneSampling sampling, Cfa cfa) {
    int factor = sampling.factor();
    int lattice = cfa.lattice();
    double[] weights = blur.weights(lattice);
    if (diameter <= lattice && factor == 1) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += (i == 0 ? 1 : 2) * weights[i] * weights[i];
      }
      return sum * sum;
    }
    // Both kernels are symmetric, so the response to the pixels of one coarse pixel gives its
    // weights; far enough from the edges to be complete.
    int reach = lattice * weights.length + (int) Math.ceil(diameter) + lattice * factor + 2;
    int side = 2 * (reach + reach % 2) + 2;
    float[] point = new float[side * side];
    int middle = side / 2 - side / 2 % 2;
    for (int i = 0; i < factor; i++) {
      for (int j = 0; j < factor; j++) {
        point[(middle + lattice * i) * side + middle + lattice * j] = 1f / (factor * factor);
      }
    }
    RawImage spread = apply(blur.apply(RawImage.normalised(side, side, cfa, point)));
    double sum = 0;
    for (float weight : spread.samples()) {
      sum += (double) weight * weight;
    }
    return Math.min(1, sum);
  }

  private static Irradiance taken(RawImage raw, List<Cfa.Site> sites) {
    int lattice = raw.cfa().lattice();
    int area = raw.samples().length / (lattice * lattice);
    float[] bands = new float[Picture.CHANNELS * area];
    for (int i = 0; i < sites.size(); i++) {
      int band = i * area;
      each(raw, sites.get(i), (to, from) -> bands[band + to] = raw.samples()[from]);
    }
    return new Irradiance(raw.width() / lattice, raw.height() / lattice, bands);
  }

  private static void put(Irradiance light, List<Cfa.Site> sites, RawImage raw, float[] out) {
    int area = light.width() * light.height();
    for (int i = 0; i < sites.size(); i++) {
      int band = i * area;
      each(raw, sites.get(i), (from, to) -> out[to] = light.samples()[band + from]);
    }
  }

  private interface Visitor {
    void accept(int onLattice, int onMosaic);
  }

  private static void each(RawImage raw, Cfa.Site site, Visitor visitor) {
    int lattice = raw.cfa().lattice();
    int top = raw.cfa().siteAt(0, 0) == site || raw.cfa().siteAt(0, 1) == site ? 0 : 1;
    int left = raw.cfa().siteAt(top, 0) == site ? 0 : 1;
    int to = 0;
    for (int row = top; row < raw.height(); row += lattice) {
      for (int column = left; column < raw.width(); column += lattice) {
        visitor.accept(to, row * raw.width() + column);
        to++;
      }
    }
  }

  private static void requireEven(RawImage raw) {
    if (raw.width() % raw.cfa().lattice() != 0 || raw.height() % raw.cfa().lattice() != 0) {
      throw new IllegalArgumentException(
          "%s got a mosaic of %d×%d pixels: expected even sides, with complete 2×2 CFA cells; crop it"
              .formatted(NAME, raw.width(), raw.height()));
    }
  }
}
