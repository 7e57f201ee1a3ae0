package dev.rawline.lab.dataset;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import java.nio.file.Path;

/** Whether a mask fits its picture. */
public final class MaskSizeCheck {
  private MaskSizeCheck() {}

  /**
   * Requires that a mask has the size of its picture.
   *
   * @param name where a person finds the mask
   * @param file the picture's
   * @throws RejectedFileException if it has another size
   */
  public static void require(Mask mask, String name, Frame picture, Path file)
      throws RejectedFileException {
    if (mask.width() != picture.width() || mask.height() != picture.height()) {
      throw new RejectedFileException(
          file,
          "has %d×%d pixels, but its mask %s has %d×%d"
              .formatted(picture.width(), picture.height(), name, mask.width(), mask.height()),
          "give a mask of the picture's size");
    }
  }
}
