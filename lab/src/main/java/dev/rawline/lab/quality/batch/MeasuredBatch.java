package dev.rawline.lab.quality.batch;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.numeric.Estimate;
import java.util.List;
import java.util.Optional;

/**
 * What was measured on a batch.
 *
 * @param name what it is called
 * @param images image by image
 * @param defects the pixels that its images together show to be defective; none where they differ
 *     in size, so that no pixel is the same in all
 * @param pattern the standard deviation of what its pixels share in all images [DN]; none where
 *     they differ in size, or one image is all there is
 * @param chance how many pixels look defective in a few images only; none of too few images, and
 *     where no defects were sought
 */
public record MeasuredBatch(
    String name,
    List<InspectedImage> images,
    Optional<List<Defect>> defects,
    Optional<Estimate> pattern,
    Optional<ChanceDefects> chance) {

  /** Copies the lists. */
  public MeasuredBatch {
    images = List.copyOf(images);
    defects = defects.map(List::copyOf);
  }

  /** A batch of which it is not known what chance makes. */
  public MeasuredBatch(
      String name,
      List<InspectedImage> images,
      Optional<List<Defect>> defects,
      Optional<Estimate> pattern) {
    this(name, images, defects, pattern, Optional.empty());
  }

  /** A batch of which no fixed pattern is known. */
  public MeasuredBatch(String name, List<InspectedImage> images, Optional<List<Defect>> defects) {
    this(name, images, defects, Optional.empty());
  }

  /**
   * Returns what it shows of a device of some size: of images of another one only what each shows
   * on its own, because their pixels are not the device's.
   *
   * @param width the device's columns [px]
   * @param height the device's rows [px]
   */
  public MeasuredBatch onDevice(int width, int height) {
    boolean whole =
        images.stream()
            .map(InspectedImage::inspection)
            .allMatch(image -> image.width() == width && image.height() == height);
    return whole ? this : new MeasuredBatch(name, images, Optional.empty());
  }

  /** Returns the values. */
  public QuantityTable table() {
    return QuantityTable.of(images);
  }
}
