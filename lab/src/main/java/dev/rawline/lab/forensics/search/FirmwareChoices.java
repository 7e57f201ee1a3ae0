package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.RgbFilter;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.UnsharpMasking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What ordinary firmware chooses: demosaicing × sharpening × denoising × γ, 81 chains of three
 * options each. The stages of the camera itself, black level, white balance, highlight clip and
 * colour matrix, stay. Choice 0 is the default camera's chain as it is.
 */
public final class FirmwareChoices {
  private static final List<Demosaicing> DEMOSAICING =
      List.of(Bilinear.DEFAULT, Malvar2004.DEFAULT, Menon2007.DEFAULT);
  private static final List<ColourStage> SHARPENING =
      List.of(
          SharpeningFilter.DEFAULT,
          UnsharpMasking.DEFAULT,
          new UnsharpMasking(1, 0.5, Border.MIRROR));
  private static final List<ColourStage> DENOISING =
      List.of(
          GaussianDenoising.DEFAULT,
          new GaussianDenoising(0.8, Border.MIRROR),
          MedianDenoising.DEFAULT);
  private static final List<Double> GAMMAS = List.of(1.8, 2.2, 2.4);

  private final List<Demosaicing> demosaicing;

  /**
   * Prepares the choices.
   *
   * @param monochrome whether images have no colours to be demosaiced
   */
  public FirmwareChoices(boolean monochrome) {
    demosaicing = monochrome ? DEMOSAICING.subList(0, 1) : DEMOSAICING;
  }

  /** Returns how many choices there are. */
  public int size() {
    return 1 + demosaicing.size() * SHARPENING.size() * DENOISING.size() * GAMMAS.size();
  }

  /** Returns the number of a choice as that of a search. */
  public PhysicalCoordinate coordinate() {
    return new PhysicalCoordinate("firmware.choice", "number of the choice", 0, 0, size() - 1.0);
  }

  /** Returns the chain of a camera by a choice. */
  public Isp chain(Isp isp, int choice) {
    if (choice == 0) {
      return isp;
    }
    Options options = options(choice);
    List<ColourStage> colour = new ArrayList<>(isp.rendering().colour());
    colour.removeIf(stage -> stage instanceof LumaStage || stage instanceof RgbFilter);
    colour.add(options.sharpening);
    colour.add(options.denoising);
    Gamma gamma = new Gamma(options.gamma, isp.rendering().gamma().floor());
    return new Isp(isp.mosaic(), new Rendering(options.demosaicing, colour, gamma), isp.layer());
  }

  /** Returns a choice in words. */
  public String words(int choice) {
    if (choice == 0) {
      return "the default chain";
    }
    Options options = options(choice);
    return String.format(
        Locale.ROOT,
        "%s demosaicing, %s, %s, γ = %.1f",
        options.demosaicing.name().replaceAll("[0-9]", ""),
        options.sharpening instanceof UnsharpMasking unsharp
            ? "unsharp masking by %.1f".formatted(unsharp.amount())
            : "the 3×3 sharpening filter",
        options.denoising instanceof GaussianDenoising gaussian
            ? "Gaussian denoising of %.1f px".formatted(gaussian.sigma())
            : "a 3×3 median",
        options.gamma);
  }

  private record Options(
      Demosaicing demosaicing, ColourStage sharpening, ColourStage denoising, double gamma) {}

  private Options options(int choice) {
    int rest = choice - 1;
    double gamma = GAMMAS.get(rest % GAMMAS.size());
    rest /= GAMMAS.size();
    ColourStage denoising = DENOISING.get(rest % DENOISING.size());
    rest /= DENOISING.size();
    ColourStage sharpening = SHARPENING.get(rest % SHARPENING.size());
    return new Options(demosaicing.get(rest / SHARPENING.size()), sharpening, denoising, gamma);
  }
}
