package dev.rawline.data.pack;

import dev.rawline.data.set.SampleMask;
import dev.rawline.imaging.frame.Mask;
import java.io.IOException;

/** A mask in a shard. */
public final class PackedMask implements SampleMask {
  private final PackedPixels pixels;

  PackedMask(PackedPixels pixels) {
    this.pixels = pixels;
  }

  @Override
  public String name() {
    return pixels.name();
  }

  /** Returns its sum as it was when it was packed ({@link dev.rawline.data.set.SampleChecksum}). */
  String sum() {
    return pixels.array().sum();
  }

  @Override
  public Mask read() throws IOException {
    return new Mask(pixels.array().width(), pixels.array().height(), pixels.bytes());
  }
}
