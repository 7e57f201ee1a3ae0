package dev.rawline.lab.gradient;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.PictureReader;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.metric.ImageMetric;
import dev.rawline.imaging.metric.MeanSquaredError;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which loss a view has, and against which target.
 *
 * <p>Without a picture the target is {@value #GREY} everywhere; only the mean square means
 * something sensible about that.
 *
 * @param metric what compares the view with the target
 * @param target the picture that the view is compared with: a PNG or TIFF, as large as the raw
 *     image or as the part of it that is traced
 */
public record LossChoice(ImageMetric metric, Optional<Path> target) {
  private static final float GREY = 0.5f;

  /** The mean square against middle grey. */
  public static final LossChoice DEFAULT =
      new LossChoice(MeanSquaredError.DEFAULT, Optional.empty());

  /**
   * Checks that there is a target where one is needed.
   *
   * @throws IllegalArgumentException if not
   */
  public LossChoice {
    if (target.isEmpty() && !metric.equals(MeanSquaredError.DEFAULT)) {
      throw new IllegalArgumentException(
          "the loss %s needs a target image: give --target PICTURE".formatted(metric.name()));
    }
  }

  /** Returns the target in the words of a sheet. */
  String targetLabel() {
    return target.map(Path::getFileName).map(Path::toString).orElse("middle grey (" + GREY + ")");
  }

  /**
   * Returns what decides about the target, as a value of a record.
   *
   * @throws RejectedFileException if the target cannot be read
   */
  Object provenance() throws IOException {
    if (target.isEmpty()) {
      return targetLabel();
    }
    if (!Files.isRegularFile(target.get()) || !Files.isReadable(target.get())) {
      PictureReader.read(target.get()); // reports what is wrong with it
    }
    return Provenance.content(target.get());
  }

  /**
   * Returns the loss of a part of a raw image.
   *
   * @throws RejectedFileException if the target is no picture or has another size
   */
  ViewLoss of(RawImage whole, Crop part) throws RejectedFileException {
    if (target.isEmpty()) {
      float[] grey = new float[View.CHANNELS * part.width() * part.height()];
      Arrays.fill(grey, GREY);
      return new ViewLoss(metric, new View(part.width(), part.height(), grey));
    }
    Path file = target.get();
    View picture = PictureReader.read(file);
    View cropped = part.of(picture, whole);
    if (cropped.width() != part.width() || cropped.height() != part.height()) {
      String has =
          "has %d×%d pixels, but the raw image %d×%d"
              .formatted(picture.width(), picture.height(), whole.width(), whole.height());
      throw part.isWhole(whole)
          ? new RejectedFileException(file, has, "give a target of its size")
          : new RejectedFileException(
              file,
              has + " and the traced part of it %d×%d".formatted(part.width(), part.height()),
              "give a target of either size");
    }
    return new ViewLoss(metric, cropped);
  }
}
