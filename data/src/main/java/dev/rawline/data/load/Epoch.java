package dev.rawline.data.load;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Parallel;
import java.io.IOException;
import java.util.List;

/**
 * One pass through the samples, batch by batch; threads decode ahead of it until it is closed.
 *
 * <p>One thread takes the batches. Frames are shared, not copied: treat them as read-only.
 *
 * @param <T> what is made of a sample once it is loaded
 */
public final class Epoch<T> implements AutoCloseable {
  private final Prefetch<T> made;
  private final int batch;

  Epoch(List<Sample> samples, LoaderSettings loading, Making<T> making) {
    this.batch = loading.batch();
    this.made =
        new Prefetch<>(
            loading.threads(),
            samples.size(),
            loading.ahead(),
            i -> Parallel.alone(() -> making.of(LoadedSample.of(samples.get(i)))));
  }

  /**
   * What is made of a sample on the threads that decode, ahead of its use.
   *
   * @param <T> what it becomes
   */
  @FunctionalInterface
  public interface Making<T> {
    /**
     * Makes something of a sample; several threads do so at once.
     *
     * @throws IOException if it cannot; the message names the sample
     */
    T of(LoadedSample loaded) throws IOException;
  }

  /** Returns whether a batch is still to come. */
  public boolean hasNext() {
    return made.remaining() > 0;
  }

  /**
   * Waits for the next batch.
   *
   * @throws IOException if a sample of it cannot be read; the message names the sample. Batches
   *     before it come as if nothing were wrong
   * @throws IllegalStateException if there is none, or this is closed
   */
  public List<T> next() throws IOException {
    if (!hasNext()) {
      throw new IllegalStateException("the epoch has ended: call hasNext() first");
    }
    return made.next(batch);
  }

  /** Ends the decoding; samples that are being decoded are waited for. */
  @Override
  public void close() {
    made.close();
  }
}
