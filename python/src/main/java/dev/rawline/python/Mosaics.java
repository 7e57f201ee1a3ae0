package dev.rawline.python;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of normalised mosaics in Python's memory.
 *
 * @param images how many
 * @param height their rows
 * @param width their columns
 * @param samples float32 in the order (image, row, column)
 * @param layouts the place of each one's layout in {@link Cfa}
 */
record Mosaics(int images, int height, int width, MemorySegment samples, MemorySegment layouts) {

  /** Returns a number of samples of each image, as bytes of float32. */
  long bytes(int channels) {
    return (long) Float.BYTES * channels * images * height * width;
  }

  /** Copies them. */
  List<RawImage> copied() {
    int area = Math.multiplyExact(height, width);
    MemorySegment all = samples.reinterpret(bytes(1));
    MemorySegment cfas = layouts.reinterpret((long) Integer.BYTES * images);
    List<RawImage> raws = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      float[] copy = new float[area];
      MemorySegment.copy(all, JAVA_FLOAT, (long) Float.BYTES * area * image, copy, 0, area);
      Cfa cfa = Cfa.values()[cfas.getAtIndex(JAVA_INT, image)];
      raws.add(RawImage.normalised(width, height, cfa, copy));
    }
    return raws;
  }
}
