package dev.rawline.data.picture;

import dev.rawline.imaging.frame.View;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes one picture from top to bottom, band by band, in memory that does not grow with it.
 *
 * <p>The picture grows under a temporary name in the target's folder and gets its own only after
 * {@link #finish}; a writer that is closed before that leaves nothing behind.
 */
public interface PictureWriter extends Closeable {

  /**
   * Appends rows; samples are quantized by {@link Quantization#level}.
   *
   * @param band full rows of the picture
   * @throws IllegalArgumentException if the band is not as wide as the picture, or has more rows
   *     than the picture still lacks
   * @throws IOException if the rows cannot be written; the message states why and what to do
   */
  void append(View band) throws IOException;

  /**
   * Completes the picture and moves it into place.
   *
   * @throws IllegalStateException if the picture still lacks rows
   * @throws IOException if it cannot be written; the message states why and what to do
   */
  void finish() throws IOException;
}
