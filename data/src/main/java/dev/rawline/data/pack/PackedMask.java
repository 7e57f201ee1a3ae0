package dev.rawline.data.pack;

import dev.rawline.data.set.SampleMask;
import dev.rawline.imaging.frame.Mask;
import java.io.IOException;

/**
 * A mask in a shard.
 *
 * @param pixels its numbers
 */
record PackedMask(PackedPixels pixels) implements SampleMask {

  @Override
  public String name() {
    return pixels.name();
  }

  @Override
  public Mask read() throws IOException {
    return new Mask(pixels.array().width(), pixels.array().height(), pixels.bytes());
  }
}
