package dev.rawline.lab;

import dev.rawline.data.raw.RefusedFileException;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import java.nio.file.Path;

/** Whether a mask fits its picture. */
public final class MaskSize {
  private MaskSize() {}

  /**
   * Requires that a mask has the size of its picture.
   *
   * @param name where a person finds the mask
   * @param file the picture's
   * @throws RefusedFileException if it has another size
   */
  public static void require(Mask mask, String name, Frame picture, Path file)
      throws RefusedFileException {
    if (mask.width() != picture.width() || mask.height() != picture.height()) {
      throw new RefusedFileException(
          file,
          "has %d×%d pixels, but its mask %s has %d×%d"
              .formatted(picture.width(), picture.height(), name, mask.width(), mask.height()),
          "give a mask of the picture's size");
    }
  }
}
