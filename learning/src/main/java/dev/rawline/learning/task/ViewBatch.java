package dev.rawline.learning.task;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import dev.rawline.learning.engine.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Views of one size, side by side: (image, colour, row, column), float32, in [0, 1].
 *
 * @param count the number of views, at least 1
 * @param height the number of rows, at least 1
 * @param width the number of columns, at least 1
 * @param samples count · 3 · height · width values themselves, in the order (image, colour, row,
 *     column)
 */
@SuppressWarnings("ArrayRecordComponent") // a batch of pictures
public record ViewBatch(int count, int height, int width, float[] samples) {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if the sizes are not positive or do not fit the samples
   */
  public ViewBatch {
    if (count < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a batch of %d views of %d×%d pixels: expected at least 1 of each"
              .formatted(count, width, height));
    }
    long expected = (long) count * Picture.CHANNELS * height * width;
    if (samples.length != expected) {
      throw new IllegalArgumentException(
          "%d views of %d×%d pixels have %d samples, got %d"
              .formatted(count, width, height, expected, samples.length));
    }
  }

  /**
   * Copies views into a batch.
   *
   * @throws IllegalArgumentException if there is none, or their sizes differ
   */
  public static ViewBatch of(List<View> views) {
    if (views.isEmpty()) {
      throw new IllegalArgumentException("a batch of no views: expected at least 1");
    }
    View first = views.getFirst();
    int each = first.samples().length;
    float[] samples = new float[Math.multiplyExact(views.size(), each)];
    for (int i = 0; i < views.size(); i++) {
      View view = views.get(i);
      if (view.height() != first.height() || view.width() != first.width()) {
        throw new IllegalArgumentException(
            "a batch of views of %d×%d and %d×%d pixels: expected views of one size"
                .formatted(first.width(), first.height(), view.width(), view.height()));
      }
      System.arraycopy(view.samples(), 0, samples, i * each, each);
    }
    return new ViewBatch(views.size(), first.height(), first.width(), samples);
  }

  /** Copies pictures of three channels (image, colour, row, column) out of the engine. */
  static ViewBatch of(Tensor pictures) {
    return new ViewBatch(
        Math.toIntExact(pictures.size(0)),
        Math.toIntExact(pictures.size(2)),
        Math.toIntExact(pictures.size(3)),
        pictures.toArray());
  }

  /** Returns a copy of one view. */
  public View view(int image) {
    int each = Picture.CHANNELS * height * width;
    return new View(width, height, Arrays.copyOfRange(samples, image * each, (image + 1) * each));
  }

  /** Returns the samples in the engine, on the CPU. */
  Tensor tensor() {
    return Tensor.of(samples, count, Picture.CHANNELS, height, width);
  }

  @Override
  public String toString() {
    return "%d views of %d×%d pixels".formatted(count, width, height);
  }
}
