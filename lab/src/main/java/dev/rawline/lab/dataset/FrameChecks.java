package dev.rawline.lab.dataset;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.SampleMask;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.text.NumberText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Checks of single frames: whether a mask fits its picture, and how much is saturated. */
public final class FrameChecks {
  private static final double NOTED = 0.01;

  private FrameChecks() {}

  /**
   * Reads a mask, and requires that it has the size of its picture.
   *
   * @param file the picture's
   * @throws RejectedFileException if it has another size
   * @throws IOException if it cannot be read
   */
  public static Optional<Mask> mask(Optional<SampleMask> sampleMask, Frame picture, Path file)
      throws IOException {
    if (sampleMask.isEmpty()) {
      return Optional.empty();
    }
    Mask mask = sampleMask.get().read();
    if (mask.width() != picture.width() || mask.height() != picture.height()) {
      throw new RejectedFileException(
          file,
          "has %d×%d pixels, but its mask %s has %d×%d"
              .formatted(
                  picture.width(),
                  picture.height(),
                  sampleMask.get().name(),
                  mask.width(),
                  mask.height()),
          "give a mask of the image's size");
    }
    return Optional.of(mask);
  }

  /** Notes a file more than a hundredth of whose pixels are saturated. */
  public static void noteSaturation(double share, Progress progress) {
    if (share > NOTED) {
      progress.note(
          NumberText.brief(100 * share)
              + " % of its pixels are saturated: they have lost light that nothing brings back");
    }
  }
}
