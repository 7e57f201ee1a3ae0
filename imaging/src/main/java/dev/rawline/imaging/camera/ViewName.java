package dev.rawline.imaging.camera;

import dev.rawline.imaging.frame.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of the twelve named views: {@code <demosaicing>-<sharpening>-<denoising>}.
 *
 * @param demosaic the demosaicing
 * @param sharpen the sharpening of the luma
 * @param denoise the denoising of the luma
 */
public record ViewName(Demosaic demosaic, Sharpen sharpen, Denoise denoise) {

  /** The demosaicing. */
  public enum Demosaic {
    /** Mean of the neighbours. */
    BILINEAR,
    /** Malvar, He and Cutler 2004. */
    MALVAR,
    /** Menon, Andriani and Calvagno 2007, with refinement. */
    MENON
  }

  /** The sharpening of the luma. */
  public enum Sharpen {
    /** The 3×3 sharpening filter. */
    SHARPEN,
    /** Unsharp masking. */
    UNSHARP
  }

  /** The denoising of the luma. */
  public enum Denoise {
    /** The 3×3 median. */
    MEDIAN,
    /** The Gaussian of σ 0.5 px. */
    GAUSSIAN
  }

  /** The twelve views in the order of the published tables: the last part varies fastest. */
  public static final List<ViewName> ALL = all();

  /** The view that is rendered where none is named: {@code menon-unsharp-median}. */
  public static final ViewName USUAL =
      new ViewName(Demosaic.MENON, Sharpen.UNSHARP, Denoise.MEDIAN);

  private static List<ViewName> all() {
    List<ViewName> names = new ArrayList<>();
    for (Demosaic demosaic : Demosaic.values()) {
      for (Sharpen sharpen : Sharpen.values()) {
        for (Denoise denoise : Denoise.values()) {
          names.add(new ViewName(demosaic, sharpen, denoise));
        }
      }
    }
    return List.copyOf(names);
  }

  /** Returns the view of a name such as {@code menon-unsharp-median}, if there is one. */
  public static Optional<ViewName> of(String name) {
    return ALL.stream().filter(view -> view.toString().equals(name)).findFirst();
  }

  /**
   * Returns the view of a name such as {@code menon-unsharp-median}.
   *
   * @throws IllegalArgumentException if no view has this name; the message lists all twelve
   */
  public static ViewName parse(String name) {
    return Choice.of(name, ALL, ViewName::toString, "unknown view '%s'");
  }

  @Override
  public String toString() {
    return (demosaic + "-" + sharpen + "-" + denoise).toLowerCase(Locale.ROOT);
  }
}
