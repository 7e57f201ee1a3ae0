package dev.rawline.data.load;

import dev.rawline.imaging.numeric.Parallel;

/**
 * How samples are loaded.
 *
 * @param seed the random seed of the order of every epoch
 * @param shuffled whether to shuffle; otherwise samples are in the data set's order
 * @param batch the batch size
 * @param partial whether the last batch of an epoch may be smaller; otherwise it is dropped
 * @param threads the number of decoding threads
 * @param ahead the most samples that are decoded in advance, which determines the memory
 */
public record LoaderSettings(
    long seed, boolean shuffled, int batch, boolean partial, int threads, int ahead) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one of them is below 1, or a batch is larger than what may
   *     be decoded ahead
   */
  public LoaderSettings {
    require("batch", batch, "sample");
    require("threads", threads, "thread");
    if (ahead < batch) {
      throw new IllegalArgumentException(
          "ahead is %d: expected at least one batch, %d samples".formatted(ahead, batch));
    }
  }

  /** Shuffled batches, the last one included, on all cores, two batches ahead. */
  public static LoaderSettings shuffled(long seed, int batch) {
    return new LoaderSettings(seed, true, batch, true, Parallel.CORES, 2 * Math.max(1, batch));
  }

  /** All samples one by one, in the order of the data set, on all cores. */
  public static LoaderSettings inOrder() {
    return new LoaderSettings(0, false, 1, true, Parallel.CORES, 2 * Parallel.CORES);
  }

  /** Returns these settings with another number of threads, which does not change results. */
  public LoaderSettings withThreads(int most) {
    return new LoaderSettings(seed, shuffled, batch, partial, most, ahead);
  }

  private static void require(String name, int value, String unit) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s is %d: expected at least 1 %s".formatted(name, value, unit));
    }
  }
}
