package dev.rawline.data.pack;

import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.frame.View;
import java.io.IOException;

/** A processed picture in a shard. */
public final class PackedView implements ViewPicture {
  private final PackedPixels pixels;

  PackedView(PackedPixels pixels) {
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
  public View read() throws IOException {
    return wrap(pixels.floats());
  }

  /**
   * Reads the pixels into an array that is used again and again, which spares the making of a new
   * one.
   *
   * @param into room for 3 · height · width samples; the view that is returned shares it, so it
   *     holds only until the array is used again
   * @throws IOException if they cannot be read; the message states why and what to do
   * @throws IllegalArgumentException if the array is of another length
   */
  public View read(float[] into) throws IOException {
    pixels.read(into);
    return wrap(into);
  }

  private View wrap(float[] samples) {
    return new View(pixels.array().width(), pixels.array().height(), samples);
  }
}
