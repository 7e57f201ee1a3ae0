package dev.rawline.learning.train;

import java.io.IOException;

/** How long an epoch has taken, and how much of that it waited for samples. */
final class Stopwatch {
  private final long start = System.nanoTime();
  private long waited;
  private long images;

  /** The step in progress. */
  @FunctionalInterface
  interface SampleSupplier<T> {
    T get() throws IOException;
  }

  /** Waits for samples. */
  <T> T waitFor(SampleSupplier<T> supply) throws IOException {
    long from = System.nanoTime();
    T supplied = supply.get();
    waited += System.nanoTime() - from;
    return supplied;
  }

  /** Some images are learned from. */
  void counts(int more) {
    images += more;
  }

  double imagesPerSecond() {
    return images * 1e9 / elapsed();
  }

  double waitingShare() {
    return (double) waited / elapsed();
  }

  private long elapsed() {
    return Math.max(1, System.nanoTime() - start);
  }
}
