package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.KernelDemosaicing;
import dev.rawline.imaging.isp.LumaConvolution;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.isp.fast.kernel.Convolution3Kernel;
import dev.rawline.imaging.isp.fast.kernel.Convolution5Kernel;
import dev.rawline.imaging.isp.fast.kernel.GammaKernel;
import dev.rawline.imaging.isp.fast.kernel.GammaPullbackKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The parameter values of the parametrized chain: black level, demosaicing by kernels, white
 * balance, colour correction, a 3×3 and a 5×5 convolution of the luma, gamma.
 *
 * <p>They form one vector, in the order of θ; the constants are the index of each group.
 */
final class ParametrizedChain {
  /** The index of the four black levels, in the order of the sites. */
  static final int BLACK_LEVEL = 0;

  /** The index of the 3×3 kernels of red, green and blue. */
  static final int DEMOSAICING = 4;

  /** The index of the three gains. */
  static final int WHITE_BALANCE = 31;

  /** The index of the gain of green. */
  static final int GREEN_GAIN = WHITE_BALANCE + Colour.GREEN.plane();

  /** The index of the colour matrix, row by row. */
  static final int COLOUR_MATRIX = 34;

  /** The index of the 3×3 weights. */
  static final int SHARPENING = 43;

  /** The index of the 5×5 weights. */
  static final int BLUR = 52;

  /** The index of γ. */
  static final int GAMMA = 77;

  /** The index of the clip's floor. */
  static final int FLOOR = 78;

  /** The number of values. */
  static final int COUNT = 79;

  private static final int COLOURS = Colour.values().length;

  private final double[] numbers;
  private final Border demosaicing;
  private final Border sharpening;
  private final Border blur;
  private final GammaKernel gamma;
  private final GammaPullbackKernel gammaPullback;

  /**
   * Copies the values.
   *
   * @param numbers all values, in the order of θ
   * @param demosaicing how each colour's samples are extended beyond the edge
   * @param sharpening the border of the luma for the 3×3 weights
   * @param blur the border of the luma for the 5×5 weights
   */
  ParametrizedChain(double[] numbers, Border demosaicing, Border sharpening, Border blur) {
    if (numbers.length != COUNT) {
      throw new IllegalArgumentException(
          "the parametrized chain has %d numbers, got %d".formatted(COUNT, numbers.length));
    }
    this.numbers = numbers.clone();
    this.demosaicing = demosaicing;
    this.sharpening = sharpening;
    this.blur = blur;
    Gamma curve = new Gamma(numbers[GAMMA], numbers[FLOOR]);
    this.gamma = new GammaKernel(curve);
    this.gammaPullback = new GammaPullbackKernel(curve);
  }

  /** Returns the parameter values of stages, if they are those of this chain in its order. */
  static Optional<ParametrizedChain> of(List<MosaicStage> mosaic, Rendering rendering) {
    List<Differentiable<?, ?>> stages = new ArrayList<>(mosaic);
    stages.add(rendering.demosaicing());
    stages.addAll(rendering.colour());
    stages.add(rendering.gamma());
    double[] numbers =
        stages.stream().map(Differentiable::values).flatMapToDouble(Arrays::stream).toArray();
    if (stages.size() == 7
        && stages.get(0) instanceof BlackLevel
        && stages.get(1) instanceof KernelDemosaicing demosaicing
        && stages.get(2) instanceof WhiteBalance
        && stages.get(3) instanceof ColourCorrection
        && stages.get(4) instanceof LumaConvolution sharpening
        && sharpening.kernel().side() == Convolution3Kernel.SIDE
        && stages.get(5) instanceof LumaConvolution blur
        && blur.kernel().side() == Convolution5Kernel.SIDE) {
      return Optional.of(
          new ParametrizedChain(numbers, demosaicing.border(), sharpening.border(), blur.border()));
    }
    return Optional.empty();
  }

  /** Returns the chain with other parameter values. */
  ParametrizedChain with(double[] newNumbers) {
    return new ParametrizedChain(newNumbers, demosaicing, sharpening, blur);
  }

  /**
   * Returns the chain that renders the samples of a monochrome image as those of a mosaic: each
   * sample stays in the plane of its own colour, and each colour is the sum of the planes times the
   * gain of green. That is the copy of the image in three planes, but for its gain.
   */
  ParametrizedChain ofCopies() {
    double[] copies = numbers.clone();
    Arrays.fill(copies, DEMOSAICING, WHITE_BALANCE, 0);
    for (int kernel = DEMOSAICING; kernel < WHITE_BALANCE; kernel += Convolution3Kernel.WEIGHTS) {
      copies[kernel + Convolution3Kernel.WEIGHTS / 2] = 1;
    }
    Arrays.fill(copies, WHITE_BALANCE, COLOUR_MATRIX, numbers[GREEN_GAIN]);
    Arrays.fill(copies, COLOUR_MATRIX, SHARPENING, 1);
    return with(copies);
  }

  /** Returns whether the fast curve is accurate enough for γ. */
  boolean isSupported() {
    return FastPath.supports(new Gamma(numbers[GAMMA], numbers[FLOOR]));
  }

  Border demosaicing() {
    return demosaicing;
  }

  Border sharpening() {
    return sharpening;
  }

  Border blur() {
    return blur;
  }

  /** Returns the black levels, in the order of the sites. */
  double[] blackLevels() {
    return Arrays.copyOfRange(numbers, BLACK_LEVEL, DEMOSAICING);
  }

  double number(int at) {
    return numbers[at];
  }

  GammaKernel gamma() {
    return gamma;
  }

  GammaPullbackKernel gammaPullback() {
    return gammaPullback;
  }

  /** Returns a weight of a colour's kernel, by its index in reading order. */
  float demosaicing(Colour colour, int weight) {
    return (float) numbers[DEMOSAICING + colour.plane() * Convolution3Kernel.WEIGHTS + weight];
  }

  /** Copies some of the values. */
  void copy(int from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) numbers[from + i];
    }
  }

  /** Writes the colour matrix with the gains folded in, M · diag(g), row by row. */
  void matrix(float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) (numbers[COLOUR_MATRIX + i] * numbers[WHITE_BALANCE + i % COLOURS]);
    }
  }
}
