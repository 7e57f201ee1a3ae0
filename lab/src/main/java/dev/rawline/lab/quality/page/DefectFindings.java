package dev.rawline.lab.quality.page;

import java.util.List;

/**
 * The defective pixels of a sensor, as a batch shows them.
 *
 * @param width columns of the sensor [px]
 * @param height rows of it [px]
 * @param pixels the defective ones
 * @param words how they were found, and how sure that is
 */
public record DefectFindings(int width, int height, List<DefectivePixel> pixels, String words) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a pixel lies outside
   */
  public DefectFindings {
    pixels = List.copyOf(pixels);
    for (DefectivePixel pixel : pixels) {
      if (pixel.row() < 0
          || pixel.row() >= height
          || pixel.column() < 0
          || pixel.column() >= width) {
        throw new IllegalArgumentException(
            "a defective pixel in row %d, column %d: expected rows 0 to %d, columns 0 to %d"
                .formatted(pixel.row(), pixel.column(), height - 1, width - 1));
      }
    }
  }

  /** Returns how many of a kind there are that the reference has, or has not. */
  long count(DefectivePixel.Kind kind, boolean known) {
    return pixels.stream().filter(pixel -> pixel.kind() == kind && pixel.known() == known).count();
  }

  /** Returns how many the reference has not. */
  long unknown() {
    return pixels.stream().filter(pixel -> !pixel.known()).count();
  }
}
