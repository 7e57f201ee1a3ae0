package dev.rawline.data.load;

import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleMask;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import java.io.IOException;
import java.util.Optional;

/**
 * A sample whose pixels have been read.
 *
 * @param sample its description
 * @param frame its pixels
 * @param mask the pixels of its objects, if known
 */
public record LoadedSample(Sample sample, Frame frame, Optional<Mask> mask) {

  /**
   * Reads a sample.
   *
   * @throws IOException if its picture or mask cannot be read, or the two differ in size; the
   *     message names the sample
   */
  public static LoadedSample of(Sample sample) throws IOException {
    try {
      Frame frame = sample.picture().read();
      Optional<Mask> mask = SampleMask.read(sample.label().mask());
      if (mask.isPresent()) {
        requireSameSize(sample, frame, mask.get());
      }
      return new LoadedSample(sample, frame, mask);
    } catch (IOException e) {
      throw new IOException(
          "sample %s cannot be loaded: %s".formatted(sample.id(), e.getMessage()), e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "sample %s cannot be loaded: %s".formatted(sample.id(), e), e);
    }
  }

  private static void requireSameSize(Sample sample, Frame frame, Mask mask) throws IOException {
    if (mask.width() != frame.width() || mask.height() != frame.height()) {
      throw new IOException(
          "its mask (%s) has %d×%d pixels, its image (%s) %d×%d; give it a mask of the image's size"
              .formatted(
                  sample.label().mask().orElseThrow().name(),
                  mask.width(),
                  mask.height(),
                  sample.picture().name(),
                  frame.width(),
                  frame.height()));
    }
  }
}
