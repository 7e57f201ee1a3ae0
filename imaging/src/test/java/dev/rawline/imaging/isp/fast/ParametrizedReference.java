package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.IspDefinition;
import dev.rawline.imaging.isp.KernelDemosaicing;
import dev.rawline.imaging.isp.LumaConvolution;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.WhiteBalance;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The parametrized chain by its definition, in double precision, one mosaic at a time. */
final class ParametrizedReference {
  private final BlackLevel blackLevel;
  private final KernelDemosaicing demosaicing;
  private final List<ColourStage> colour;
  private final Gamma gamma;

  ParametrizedReference(double[] numbers, Border demosaic, Border sharpen, Border blur) {
    int kernels = ParametrizedChain.DEMOSAICING;
    blackLevel = new BlackLevel(new SiteValues(numbers[0], numbers[1], numbers[2], numbers[3]));
    demosaicing =
        new KernelDemosaicing(
            kernel(numbers, kernels, 9),
            kernel(numbers, kernels + 9, 9),
            kernel(numbers, kernels + 18, 9),
            demosaic);
    int gains = ParametrizedChain.WHITE_BALANCE;
    int matrix = ParametrizedChain.COLOUR_MATRIX;
    colour =
        List.of(
            new WhiteBalance(new Rgb(numbers[gains], numbers[gains + 1], numbers[gains + 2])),
            new ColourCorrection(Matrix3.of(Arrays.copyOfRange(numbers, matrix, matrix + 9))),
            new LumaConvolution(
                "sharpening", kernel(numbers, ParametrizedChain.SHARPENING, 9), sharpen),
            new LumaConvolution("blur", kernel(numbers, ParametrizedChain.BLUR, 25), blur));
    gamma = new Gamma(numbers[ParametrizedChain.GAMMA], numbers[ParametrizedChain.FLOOR]);
  }

  private static Kernel kernel(double[] numbers, int first, int count) {
    return Kernel.of(Arrays.copyOfRange(numbers, first, first + count));
  }

  /** Returns parameters like those of a camera, with asymmetric kernels. */
  static double[] numbers(Random random) {
    double[] numbers = new double[ParametrizedChain.COUNT];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextDouble(-0.1, 0.1);
    }
    for (int colour = 0; colour < 3; colour++) {
      numbers[ParametrizedChain.DEMOSAICING + 9 * colour + 4] += 0.8;
      numbers[ParametrizedChain.WHITE_BALANCE + colour] += 1.5;
      numbers[ParametrizedChain.COLOUR_MATRIX + 4 * colour] += 1;
    }
    numbers[ParametrizedChain.SHARPENING + 4] += 1.5;
    numbers[ParametrizedChain.BLUR + 12] += 0.7;
    numbers[ParametrizedChain.GAMMA] = random.nextDouble(0.6, 3);
    numbers[ParametrizedChain.FLOOR] = random.nextInt(3) == 0 ? 0 : random.nextDouble(0, 0.1);
    return numbers;
  }

  /** Renders a mosaic with the chain. */
  IspDefinition of(RawImage raw) {
    return IspDefinition.of(
        new Isp(List.of(blackLevel), new Rendering(demosaicing, colour, gamma)), raw);
  }

  /**
   * Returns whether a sample that enters the gamma is so near a kink, or the curve so steep there,
   * that float32's rounding decides.
   */
  boolean nearKink(double value) {
    return Math.abs(value - gamma.floor()) < 4e-3 || Math.abs(value - 1) < 1e-4;
  }
}
