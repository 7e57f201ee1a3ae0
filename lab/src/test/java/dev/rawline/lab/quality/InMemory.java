package dev.rawline.lab.quality;

import dev.rawline.data.card.Rights;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A raw image in memory.
 *
 * @param name what it is called
 * @param read the image
 */
public record InMemory(String name, RawImage read) implements RawPicture {

  /** Returns a data set of images in their order. */
  static DataSet set(String name, List<RawImage> images) {
    List<Sample> samples = new ArrayList<>();
    for (RawImage image : images) {
      String id = "%s-%03d".formatted(name, samples.size());
      samples.add(new Sample(id, new InMemory(id, image), Label.NONE));
    }
    return new DataSet(name, Rights.UNKNOWN, samples, Optional.empty());
  }

  /** Returns an image that states its levels [DN]. */
  public static RawImage stating(RawImage image, int bits, SiteValues black, double white) {
    return new RawImage(
        image.width(),
        image.height(),
        image.cfa(),
        RawImage.Unit.DN,
        image.samples(),
        Calibration.ofLevels(bits, black, white, "test"));
  }

  /** Returns an image of the same samples that states another colour layout. */
  static RawImage stating(RawImage image, Cfa cfa) {
    return new RawImage(
        image.width(), image.height(), cfa, image.unit(), image.samples(), image.calibration());
  }
}
