package dev.rawline.app.options;

import dev.rawline.imaging.camera.ExposureCompensation;
import dev.rawline.lab.views.Development;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How photographs are rendered besides their chain. */
public final class DevelopmentOptions {
  @Option(
      names = "--exposure",
      paramLabel = "auto|EV",
      description =
          "Brighten by 2^EV, before gamma; auto brings the 99th percentile of the pixels (of the"
              + " largest colour of each) to white (default: 0).")
  private ExposureCompensation exposure = ExposureCompensation.Fixed.NONE;

  @Option(
      names = "--no-highlight-clip",
      description = "Do not clip highlights (default with --camera file: clip them).")
  private boolean noHighlightClip;

  /**
   * Returns what the flags state.
   *
   * @param highlightClip whether --highlight-clip is given
   * @throws IllegalArgumentException if they contradict each other
   */
  public Development development(boolean highlightClip) {
    if (highlightClip && noHighlightClip) {
      throw new IllegalArgumentException(
          "--highlight-clip and --no-highlight-clip contradict each other: give one of them");
    }
    return new Development(
        highlightClip || noHighlightClip ? Optional.of(highlightClip) : Optional.empty(), exposure);
  }
}
