package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.LumaConvolution;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.RgbFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A group of cameras that an instrument can be. Illuminants, levels and firmware make the picture
 * of such a camera; point spreads come close to it, since they spread demosaiced colours and their
 * noise. The groups of θ ({@link ThetaGroup}) hold kernels, matrices and layers that no instrument
 * has: they are adversarial.
 */
public enum PhysicalGroup {
  /** The uniform disc of a defocused lens. */
  DEFOCUS,
  /** A Gaussian blur, such as that of a lens with small aberrations. */
  GAUSSIAN_BLUR,
  /** A straight, uniform motion during the exposure. */
  MOTION,
  /** The diffraction of a round aperture. */
  DIFFRACTION,
  /** A camera that is balanced to daylight of another colour temperature. */
  DAYLIGHT,
  /** A camera that is balanced to a white LED of another colour temperature. */
  LED,
  /** Black level and gain within stated and assumed tolerances of the sensor. */
  SPECIFIED_LEVELS,
  /** Demosaicing, sharpening, denoising and γ of ordinary firmware. */
  FIRMWARE;

  /** The word for every physical group, one after the other. */
  public static final String ALL = "physical";

  /** The name of the stage that spreads points, before the white balance. */
  static final String POINT_SPREAD = "point_spread";

  /** The rows of the point spread's kernel [px]. */
  static final int SIDE = 7;

  private static final String WHITE_BALANCE = "white_balance";

  /** Returns the group of a word of a plan, if there is one. */
  public static Optional<PhysicalGroup> of(String word) {
    return Arrays.stream(values()).filter(group -> group.toString().equals(word)).findFirst();
  }

  /** Returns the words of all groups. */
  public static List<String> words() {
    return Arrays.stream(values()).map(PhysicalGroup::toString).toList();
  }

  /** Returns the words of all groups that a chain has. */
  public static List<String> words(Isp isp, Set<Integer> withoutEffect) {
    return Arrays.stream(values())
        .filter(group -> group.mistake(isp, withoutEffect).isEmpty())
        .map(PhysicalGroup::toString)
        .toList();
  }

  /**
   * Returns why a chain has no such cameras, if so.
   *
   * @param withoutEffect the places in θ of numbers that change no view
   */
  public Optional<String> mistake(Isp isp, Set<Integer> withoutEffect) {
    Theta theta = isp.theta();
    for (String name : needs()) {
      if (theta.parameters().stream().noneMatch(parameter -> parameter.name().equals(name))) {
        return Optional.of(
            "'%s' changes %s, which the chain does not have: leave the group out, or choose a chain with this stage"
                .formatted(this, name));
      }
      if (theta.places(name).allMatch(withoutEffect::contains)) {
        return Optional.of(
            "'%s' changes %s, which has no effect on monochrome images: leave the group out"
                .formatted(this, name));
      }
    }
    return Optional.empty();
  }

  private List<String> needs() {
    return switch (this) {
      case DEFOCUS, GAUSSIAN_BLUR, MOTION, DIFFRACTION, FIRMWARE -> List.of();
      case DAYLIGHT, LED -> List.of("colour_matrix", WHITE_BALANCE);
      case SPECIFIED_LEVELS -> List.of("black_level", WHITE_BALANCE);
    };
  }

  /** Returns whether the group changes numbers that each sample's own camera may have. */
  public boolean changesCameraNumbers() {
    return !needs().isEmpty();
  }

  /** Returns whether its cameras have the stages of the chain; else some of their own. */
  public boolean keepsStages() {
    return changesCameraNumbers();
  }

  /**
   * Returns the chain in which the group moves: for point spreads with a stage that convolves all
   * three linear colours by a kernel, which is the identity in the default camera. There it acts on
   * colours and, other than in a lens, on the noise as well; on the luma kernel {@code blur} it
   * would leave coloured edges sharp.
   */
  public Isp chain(Isp isp) {
    return switch (this) {
      case DEFOCUS, GAUSSIAN_BLUR, MOTION, DIFFRACTION -> spreading(isp);
      case DAYLIGHT, LED, SPECIFIED_LEVELS, FIRMWARE -> isp;
    };
  }

  private static Isp spreading(Isp isp) {
    double[] point = new double[SIDE * SIDE];
    point[point.length / 2] = 1;
    List<ColourStage> colour = new ArrayList<>(isp.rendering().colour());
    colour.addFirst(
        new RgbFilter(new LumaConvolution(POINT_SPREAD, Kernel.of(point), Border.MIRROR)));
    return new Isp(
        isp.mosaic(),
        new Rendering(isp.rendering().demosaicing(), colour, isp.rendering().gamma()),
        isp.layer());
  }

  /** Returns the word of plans and tables. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
