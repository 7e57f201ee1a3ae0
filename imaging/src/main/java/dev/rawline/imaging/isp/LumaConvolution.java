package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Kernel;
import java.util.List;

/**
 * A convolution of the luma by any kernel: {@link SharpeningFilter} and {@link GaussianDenoising}
 * with every weight as a parameter.
 *
 * <p>out(y, x) = Σ_(i, j) kernel(i, j) · in(y + i, x + j)
 *
 * <pre>{@code
 * Kernel kernel = Kernel.of(0, -1, 0, -1, 5, -1, 0, -1, 0);
 * LinearRgb sharp = new LumaConvolution("sharpening", kernel, Border.MIRROR).apply(rgb);
 * }</pre>
 */
@FileWord("luma_convolution")
public record LumaConvolution(
    @Described(
            meaning =
                "the name of the kernel in θ and on sheets: lower case letters, digits and"
                    + " underscores, a letter first",
            pattern = "[a-z][a-z0-9_]*",
            required = true)
        String name,
    @Described(meaning = "the weights of a pixel's neighbourhood", required = true) Kernel kernel,
    @Described(meaning = "how the image is extended at its edges") Border border)
    implements LumaStage {

  /** The weights of the sharpening filter, with a mirrored border. */
  public static final LumaConvolution DEFAULT = SharpeningFilter.DEFAULT.kernel();

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if the name holds anything but a to z, 0 to 9 and _
   */
  public LumaConvolution {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "luma_convolution name is '%s': expected lower case letters, digits and underscores, such as sharpening"
              .formatted(name));
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.free(name, "no unit", kernel.side(), kernel.side()));
  }

  @Override
  public double[] values() {
    return kernel.weights();
  }

  @Override
  public LumaConvolution with(double[] values) {
    return new LumaConvolution(name, Kernel.of(values), border);
  }

  Planes plain(Planes luma) {
    return Convolution.of(kernel).of(luma, border);
  }

  Planes back(Planes luma, Planes cotangent, double[] gradient) {
    Convolution convolution = Convolution.of(kernel);
    double[] weights = convolution.weightGradient(luma, cotangent, border);
    for (int i = 0; i < weights.length; i++) {
      gradient[i] += weights[i];
    }
    return convolution.adjoint(cotangent, border);
  }
}
