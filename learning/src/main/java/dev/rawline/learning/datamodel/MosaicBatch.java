package dev.rawline.learning.datamodel;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.learning.sample.PreparedSample;
import java.util.ArrayList;
import java.util.List;

/** Samples → the mosaics that a data model of raw images takes. */
final class MosaicBatch {
  private MosaicBatch() {}

  /**
   * Returns the mosaics of samples.
   *
   * @throws IllegalArgumentException if there is none, one is processed already, or they differ in
   *     size; the message names the samples
   */
  static List<RawImage> of(List<PreparedSample> samples) {
    requireSome(samples);
    List<RawImage> mosaics = new ArrayList<>();
    for (PreparedSample sample : samples) {
      if (!(sample.frame() instanceof RawImage mosaic)) {
        throw new IllegalArgumentException(
            "sample %s is already processed, but this data model renders raw images: give raw files, or train a model on processed images (data model 'views')"
                .formatted(sample.id()));
      }
      mosaics.add(mosaic);
    }
    requireOneSize(samples);
    return mosaics;
  }

  static void requireSome(List<PreparedSample> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one sample, got none");
    }
  }

  static void requireOneSize(List<PreparedSample> samples) {
    PreparedSample first = samples.getFirst();
    for (PreparedSample sample : samples) {
      if (sample.frame().width() != first.frame().width()
          || sample.frame().height() != first.frame().height()) {
        throw new IllegalArgumentException(
            "sample %s has %d×%d pixels, sample %s %d×%d: expected one size in a batch; crop them (crop)"
                .formatted(
                    first.id(),
                    first.frame().width(),
                    first.frame().height(),
                    sample.id(),
                    sample.frame().width(),
                    sample.frame().height()));
      }
    }
  }

  /** Returns the exception for pictures without a gradient. */
  static IllegalStateException noGradient() {
    return new IllegalStateException(
        "the images have no gradient: first call backward() of a loss computed from them");
  }
}
