package dev.rawline.data.pack;

import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.set.RawPicture;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;

/** A mosaic in a shard. */
public final class PackedRaw implements RawPicture {
  private final PackedPixels pixels;
  private final RawImage.Unit unit;
  private final Cfa cfa;
  private final Calibration calibration;

  PackedRaw(PackedPixels pixels, RawImage.Unit unit, RawDescription recording) {
    this.pixels = pixels;
    this.unit = unit;
    this.cfa = recording.cfa().orElseThrow().value();
    this.calibration =
        new Calibration(
            recording.bits().orElse(Short.SIZE),
            recording.blackLevel(),
            recording.whiteLevel(),
            recording.whiteBalance(),
            recording.colourMatrix(),
            recording.camera(),
            recording.iso(),
            recording.exposureSeconds(),
            Orientation.UPRIGHT);
  }

  @Override
  public String name() {
    return pixels.name();
  }

  PackedPixels pixels() {
    return pixels;
  }

  @Override
  public RawImage read() throws IOException {
    return wrap(pixels.floats());
  }

  /**
   * Reads the pixels into an array that is used again and again, which spares the making of a new
   * one.
   *
   * @param into room for height · width samples; the mosaic that is returned shares it, so it holds
   *     only until the array is used again
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
