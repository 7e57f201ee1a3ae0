package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.numeric.Parallel;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Irradiance → Irradiance: spreads the light of every point, band by band.
 *
 * <p>out(y, x) = Σ_(i, j) weight(i, j) · in(y − i, x − j). The weights are at least 0 and sum to 1,
 * so that uniform light stays uniform; beyond the edge it is extended by {@link Border#MIRROR}. An
 * input sample is already the mean over a pixel's area, so the weights of an Airy pattern and of a
 * Gaussian, sampled at pixel centres, do not include the pixel's aperture again. Those of a disc
 * and of a path are shares of pixels, and do include it.
 *
 * <p>Backwards the parameters are those of the function, for example σ of a Gaussian.
 *
 * <pre>{@code
 * GaussianSpread gaussian = new GaussianSpread(new Rgb(0.8, 0.8, 0.8), LengthUnit.PIXELS); // σ
 * Irradiance blurred = new PointSpread(gaussian, 3.45).apply(light); // pitch 3.45 µm
 * }</pre>
 *
 * @param function the point-spread function
 * @param pixelPitch the distance between pixels [µm]
 */
@FileWord("point_spread")
public record PointSpread(PointSpreadFunction function, double pixelPitch)
    implements Differentiable<Irradiance, Irradiance> {

  /**
   * Checks the pitch.
   *
   * @throws IllegalArgumentException if it is not a finite number above 0
   */
  public PointSpread {
    ParameterChecks.requireAbove("point_spread pixelPitch", pixelPitch, "µm", 0);
  }

  @Override
  public List<Parameter> parameters() {
    return function.parameters().stream()
        .map(parameter -> parameter.named(name() + "." + parameter.name()))
        .toList();
  }

  @Override
  public double[] values() {
    return function.values();
  }

  @Override
  public PointSpread with(double[] values) {
    return new PointSpread(function.with(values), pixelPitch);
  }

  @Override
  public Irradiance apply(Irradiance light) {
    return apply(light, Parallel.CORES);
  }

  Irradiance apply(Irradiance light, int threads) {
    return apply(light, FastConvolution::isWide, threads);
  }

  /** The two methods of convolution, which agree within 1e-6, relative. */
  public enum Way {
    /** Sums of weighted rows in float32. */
    ROWS,
    /** Products of spectra, tile by tile, in double precision. */
    SPECTRA
  }

  /**
   * Applies the stage by one of the two methods on the calling thread, for benchmarks. {@link
   * #apply(Irradiance)} uses the method that was measured to be faster.
   */
  public Irradiance apply(Irradiance light, Way way) {
    return apply(light, spread -> way == Way.SPECTRA, 1);
  }

  /** Returns the number of products per sample of a colour, for sums of rows. */
  public int products(Colour colour) {
    return spread(colour).weights();
  }

  private Irradiance apply(Irradiance light, Predicate<ConvolutionPasses> wide, int threads) {
    float[] out = new float[light.samples().length];
    for (Colour colour : Colour.values()) {
      ConvolutionPasses spread = spread(colour);
      FastConvolution.spread(
          spread,
          wide.test(spread),
          light.samples(),
          out,
          colour.plane() * light.width() * light.height(),
          light.width(),
          light.height(),
          threads);
    }
    return light.with(out);
  }

  @Override
  public Pullback<Irradiance, Irradiance> pull(Irradiance light) {
    BandRows.Adjoint adjoint =
        (in, cotangent, gradient, out) -> back(in, cotangent, gradient, out, FastConvolution::of);
    return adjoint.pullback(light, apply(light), values().length);
  }

  void back(
      BandRows light,
      BandRows cotangent,
      double[] gradient,
      BandRows in,
      Function<ConvolutionPasses, PointSpreadOperator> spreading) {
    int width = light.width;
    int height = light.height;
    for (Colour colour : Colour.values()) {
      int first = colour.plane() * height;
      spreading
          .apply(spread(colour))
          .carryBack(
              (row, samples) -> cotangent.read(first + row, samples),
              (row, samples) -> in.write(first + row, samples),
              width,
              height);
      for (Slope slope : slopes(colour)) {
        Product product = new Product(cotangent, first);
        spreading
            .apply(slope.spread)
            .spread((row, samples) -> light.read(first + row, samples), product, width, height);
        gradient[slope.parameter] += product.sum;
      }
    }
  }

  /** Sums the product of a plane and the cotangent, row by row. */
  private static final class Product implements PointSpreadOperator.RowWriter {
    private final BandRows cotangent;
    private final int first;
    private final double[] coming;
    private double sum;

    Product(BandRows cotangent, int first) {
      this.cotangent = cotangent;
      this.first = first;
      this.coming = new double[cotangent.width];
    }

    @Override
    public void write(int row, double[] samples) {
      cotangent.read(first + row, coming);
      for (int i = 0; i < coming.length; i++) {
        sum += samples[i] * coming[i];
      }
    }
  }

  /** Returns the weights of one colour. */
  ConvolutionPasses spread(Colour colour) {
    return switch (function) {
      case AiryDisc airy -> airy.spread(colour, pixelPitch);
      case GaussianSpread gaussian -> gaussian.spread(colour, pixelPitch);
      case DefocusDisc disc -> disc.spread(pixelPitch);
      case LinearMotion motion -> motion.spread(pixelPitch);
      case MeasuredSpread measured -> measured.spread(colour);
    };
  }

  /** The derivatives of a colour's weights by one of the parameters. */
  private record Slope(int parameter, ConvolutionPasses spread) {}

  private List<Slope> slopes(Colour colour) {
    return switch (function) {
      case AiryDisc airy -> List.of();
      case GaussianSpread gaussian ->
          gaussian.slope(colour, pixelPitch).stream()
              .map(spread -> new Slope(colour.plane(), spread))
              .toList();
      case DefocusDisc disc -> List.of(new Slope(0, disc.slope(pixelPitch)));
      case LinearMotion motion -> List.of(new Slope(0, motion.slope(pixelPitch)));
      case MeasuredSpread measured -> List.of();
    };
  }
}
