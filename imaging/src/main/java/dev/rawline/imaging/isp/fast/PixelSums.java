package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.isp.fast.kernel.BlackLevelKernel;
import dev.rawline.imaging.isp.fast.kernel.Convolution3Kernel;
import dev.rawline.imaging.isp.fast.kernel.Convolution5Kernel;
import dev.rawline.imaging.isp.fast.kernel.GammaPullbackKernel;
import dev.rawline.imaging.isp.fast.kernel.KernelDemosaicingKernel;
import dev.rawline.imaging.isp.fast.kernel.LaneSums;

/**
 * The sums over pixels that are the gradients with respect to a chain's parameters, stage by stage.
 *
 * <p>They are computed over a few rows in single precision and then added in double to the vector
 * of the chain's parameters. The colour matrix is represented by S(k, c) = Σ ∂L/∂ colour(k) ·
 * demosaiced(c), from which the gradients with respect to matrix and gains follow.
 */
final class PixelSums {
  /** Σ cotangent · slope · u · ln u, and Σ cotangent below the floor. */
  final LaneSums gamma = new LaneSums(2);

  final LaneSums blur = new LaneSums(Convolution5Kernel.WEIGHTS);
  final LaneSums sharpening = new LaneSums(Convolution3Kernel.WEIGHTS);
  final LaneSums matrix = new LaneSums(9);

  /** For even and for odd rows. */
  final LaneSums[] demosaicing = {
    new LaneSums(Convolution3Kernel.WEIGHTS), new LaneSums(Convolution3Kernel.WEIGHTS)
  };

  /** For even and for odd rows. */
  final LaneSums[] blackLevel = {new LaneSums(1), new LaneSums(1)};

  void clear() {
    gamma.clear();
    blur.clear();
    sharpening.clear();
    matrix.clear();
    clearMosaic();
  }

  private void clearMosaic() {
    for (int parity = 0; parity < 2; parity++) {
      demosaicing[parity].clear();
      blackLevel[parity].clear();
    }
  }

  /**
   * Adds the sums of the gamma to a vector and resets them; so do the other methods.
   *
   * @param totals vectors of a chain's parameters
   * @param at the index of the first
   */
  void addGamma(GammaPullbackKernel kernel, double[] totals, int at) {
    totals[at + ParametrizedChain.GAMMA] += kernel.ofGamma(gamma.total(0));
    totals[at + ParametrizedChain.FLOOR] += kernel.ofFloor(gamma.total(1));
    gamma.clear();
  }

  void addBlur(double[] totals, int at) {
    for (int i = 0; i < Convolution5Kernel.WEIGHTS; i++) {
      totals[at + ParametrizedChain.BLUR + i] += blur.total(Convolution5Kernel.sum(i));
    }
    blur.clear();
  }

  void addSharpening(double[] totals, int at) {
    for (int i = 0; i < Convolution3Kernel.WEIGHTS; i++) {
      totals[at + ParametrizedChain.SHARPENING + i] += sharpening.total(i);
    }
    sharpening.clear();
  }

  void addMatrix(double[] totals, int at) {
    for (int i = 0; i < 9; i++) {
      totals[at + ParametrizedChain.COLOUR_MATRIX + i] += matrix.total(i);
    }
    matrix.clear();
  }

  void addMosaic(KernelDemosaicingKernel kernel, BlackLevelKernel levels, double[] totals, int at) {
    kernel.add(demosaicing, totals, at + ParametrizedChain.DEMOSAICING);
    levels.add(blackLevel, totals, at + ParametrizedChain.BLACK_LEVEL);
    clearMosaic();
  }
}
