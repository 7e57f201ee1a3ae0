package dev.rawline.data.pack;

import dev.rawline.data.set.RawPicture;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;

/**
 * A mosaic in a shard.
 *
 * @param pixels its numbers
 * @param unit the unit of its samples
 * @param cfa its colour layout
 * @param calibration what is known of its recording
 */
public record PackedRaw(PackedPixels pixels, RawImage.Unit unit, Cfa cfa, Calibration calibration)
    implements RawPicture {

  @Override
  public String name() {
    return pixels.name();
  }

  @Override
  public RawImage read() throws IOException {
    return wrap(pixels.floats());
  }

  /**
   * Reads the pixels into a reused array.
   *
   * @param into an array of height · width samples; the returned mosaic shares it, so it is valid
   *     until the array is reused
   * @throws IOException if they cannot be read; the message states why and what to do
   * @throws IllegalArgumentException if the array is of another length
   */
  public RawImage read(float[] into) throws IOException {
    pixels.read(into);
    return wrap(into);
  }

  private RawImage wrap(float[] samples) {
    return new RawImage(
        pixels.array().width(), pixels.array().height(), cfa, unit, samples, calibration);
  }
}
