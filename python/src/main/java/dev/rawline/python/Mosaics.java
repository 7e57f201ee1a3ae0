package dev.rawline.python;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A batch of normalised mosaics in Python's memory.
 *
 * @param images how many
 * @param height their rows
 * @param width their columns
 * @param samples float32 in the order (image, row, column)
 * @param layouts the place of each one's layout in {@link #LAYOUTS}
 */
record Mosaics(int images, int height, int width, MemorySegment samples, MemorySegment layouts) {
  /** The layouts in the order of the package's list of the same name. */
  private static final List<Cfa> LAYOUTS =
      List.of(Cfa.RGGB, Cfa.GRBG, Cfa.GBRG, Cfa.BGGR, Cfa.MONOCHROME);

  /** Returns the size of so many float32 of each pixel [bytes]. */
  long bytes(int channels) {
    return (long) Float.BYTES * channels * images * height * width;
  }

  /** Returns one image of them. */
  Mosaics only(int image) {
    long each = bytes(1) / images;
    return new Mosaics(
        1,
        height,
        width,
        MemorySegment.ofAddress(samples.address() + image * each),
        MemorySegment.ofAddress(layouts.address() + (long) Integer.BYTES * image));
  }

  /**
   * Reads them.
   *
   * @param into receives the samples; of a single image it becomes that of the raw image
   */
  List<RawImage> read(float[] into) {
    MemorySegment.copy(PythonMemory.of(samples, bytes(1)), JAVA_FLOAT, 0, into, 0, into.length);
    MemorySegment cfas = PythonMemory.of(layouts, (long) Integer.BYTES * images);
    int area = into.length / images;
    List<RawImage> raws = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      Cfa cfa = LAYOUTS.get(cfas.getAtIndex(JAVA_INT, image));
      float[] own = images == 1 ? into : Arrays.copyOfRange(into, image * area, (image + 1) * area);
      raws.add(RawImage.normalised(width, height, cfa, own));
    }
    return raws;
  }
}
