package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Kernel;

/**
 * Bilinear demosaicing: a missing colour is the mean of its nearest samples.
 *
 * <p>Each colour's samples, with 0 at pixels of another colour, are convolved with
 *
 * <pre>
 *            0 1 0                        1 2 1
 * green  ¼ · 1 4 1      red and blue  ¼ · 2 4 2
 *            0 1 0                        1 2 1
 * </pre>
 *
 * <pre>{@code
 * LinearRgb rgb = Bilinear.DEFAULT.apply(raw);
 * KernelDemosaicing learnable = Bilinear.DEFAULT.kernels(); // the same, kernels as parameters
 * }</pre>
 */
@FileWord("bilinear")
public record Bilinear(
    @Described(meaning = "how the mosaic is extended at its edges") Border border)
    implements Demosaicing {

  /** Bilinear demosaicing with a mirrored border. */
  public static final Bilinear DEFAULT = new Bilinear(Border.MIRROR);

  private static final Kernel GREEN =
      Kernel.of(
          0, 0.25, 0, //
          0.25, 1, 0.25, //
          0, 0.25, 0);
  private static final Kernel RED_OR_BLUE =
      Kernel.of(
          0.25, 0.5, 0.25, //
          0.5, 1, 0.5, //
          0.25, 0.5, 0.25);

  /** Returns the same demosaicing with its kernels as parameters. */
  public KernelDemosaicing kernels() {
    return new KernelDemosaicing(RED_OR_BLUE, GREEN, RED_OR_BLUE, border);
  }

  Planes plain(Planes mosaic, Cfa cfa) {
    return kernels().plain(mosaic, cfa);
  }

  Planes back(Planes mosaic, Cfa cfa, Planes cotangent) {
    KernelDemosaicing kernels = kernels();
    return kernels.back(mosaic, cfa, cotangent, new double[kernels.values().length]);
  }
}
