package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Kernel;
import java.util.Arrays;
import java.util.List;

/**
 * Demosaicing by one 3×3 kernel a colour: every colour is a weighted sum of its nearby samples.
 *
 * <p>out_c(y, x) = Σ_(i, j) kernel_c(i, j) · seen_c(y + i, x + j), where seen_c holds the samples
 * of colour c and 0 at pixels of another colour. {@link Bilinear} is this stage with fixed kernels.
 *
 * <pre>{@code
 * KernelDemosaicing stage = Bilinear.DEFAULT.kernels();
 * Gradient<RawImage> gradient = stage.pull(raw).back(ofRgb);
 * double[] ofKernels = gradient.parameters(); // 27 numbers, in the order of values()
 * }</pre>
 */
@FileWord("kernels")
public record KernelDemosaicing(
    @Described(meaning = "the weights of red (default: those of bilinear)", side = 3) Kernel red,
    @Described(meaning = "the weights of green (default: those of bilinear)", side = 3)
        Kernel green,
    @Described(meaning = "the weights of blue (default: those of bilinear)", side = 3) Kernel blue,
    @Described(meaning = "how the mosaic is extended at its edges") Border border)
    implements Demosaicing {
  /** The kernels of bilinear demosaicing, with a mirrored border. */
  public static final KernelDemosaicing DEFAULT = Bilinear.DEFAULT.kernels();

  private static final int SIDE = 3;
  private static final int WEIGHTS = SIDE * SIDE;

  /**
   * Checks the kernels.
   *
   * @throws IllegalArgumentException if a kernel is not 3×3
   */
  public KernelDemosaicing {
    for (Kernel kernel : List.of(red, green, blue)) {
      if (kernel.side() != SIDE) {
        throw new IllegalArgumentException(
            "demosaic kernels are 3×3, got %d×%d".formatted(kernel.side(), kernel.side()));
      }
    }
  }

  @Override
  public String name() {
    return "demosaic";
  }

  /** Returns the kernel of a colour. */
  public Kernel kernel(Colour colour) {
    return switch (colour) {
      case RED -> red;
      case GREEN -> green;
      case BLUE -> blue;
    };
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.free("demosaic", "no unit", Colour.values().length, SIDE, SIDE));
  }

  @Override
  public double[] values() {
    return Arrays.stream(Colour.values())
        .flatMapToDouble(colour -> Arrays.stream(kernel(colour).weights()))
        .toArray();
  }

  @Override
  public KernelDemosaicing with(double[] values) {
    return new KernelDemosaicing(
        kernel(values, Colour.RED),
        kernel(values, Colour.GREEN),
        kernel(values, Colour.BLUE),
        border);
  }

  private static Kernel kernel(double[] values, Colour colour) {
    int first = colour.plane() * WEIGHTS;
    return Kernel.of(Arrays.copyOfRange(values, first, first + WEIGHTS));
  }

  Planes plain(Planes mosaic, Cfa cfa) {
    return Planes.stack(
        Convolution.of(red).of(seen(mosaic, cfa, Colour.RED), border),
        Convolution.of(green).of(seen(mosaic, cfa, Colour.GREEN), border),
        Convolution.of(blue).of(seen(mosaic, cfa, Colour.BLUE), border));
  }

  Planes back(Planes mosaic, Cfa cfa, Planes cotangent, double[] gradient) {
    Planes input = mosaic.blank();
    for (Colour colour : Colour.values()) {
      Convolution kernel = Convolution.of(kernel(colour));
      Planes ofColour = cotangent.plane(colour.plane());
      Planes seen = seen(mosaic, cfa, colour);
      double[] weights = kernel.weightGradient(seen, ofColour, border);
      for (int i = 0; i < WEIGHTS; i++) {
        gradient[colour.plane() * WEIGHTS + i] += weights[i];
      }
      input = input.with(seen(kernel.adjoint(ofColour, border), cfa, colour), Double::sum);
    }
    return input;
  }

  /** Returns the samples of one colour, with 0 at the other pixels. */
  private static Planes seen(Planes mosaic, Cfa cfa, Colour colour) {
    Planes seen = mosaic.blank();
    for (int row = 0; row < mosaic.height; row++) {
      for (int column = 0; column < mosaic.width; column++) {
        if (cfa.colourAt(row, column) == colour) {
          seen.set(0, row, column, mosaic.at(0, row, column));
        }
      }
    }
    return seen;
  }
}
