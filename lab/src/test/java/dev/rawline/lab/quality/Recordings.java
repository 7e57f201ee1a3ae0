package dev.rawline.lab.quality;

import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.QuantityTable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was measured on recordings, by the physics of the sensor and plainly.
 *
 * @param images by the physics
 * @param plain by mean and contrast of each channel
 */
record Recordings(List<InspectedImage> images, List<PlainNumbers> plain) {
  Recordings {
    images = List.copyOf(images);
    plain = List.copyOf(plain);
  }

  QuantityTable table() {
    return QuantityTable.of(images);
  }

  Recordings some(int[] chosen) {
    return new Recordings(
        IntStream.of(chosen).mapToObj(images::get).toList(),
        IntStream.of(chosen).mapToObj(plain::get).toList());
  }
}
