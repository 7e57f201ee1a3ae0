package dev.rawline.data.load;

import dev.rawline.data.set.Sample;
import java.io.IOException;
import java.util.List;

/**
 * One pass through the samples, batch by batch; threads decode ahead of it until it is closed.
 *
 * <p>One thread takes the batches. Frames are shared, not copied: treat them as read-only.
 */
public final class Epoch implements AutoCloseable {
  private final Prefetch<Loaded> loaded;
  private final int batch;

  Epoch(List<Sample> samples, Loading loading) {
    this.batch = loading.batch();
    this.loaded =
        new Prefetch<>(
            loading.threads(), samples.size(), loading.ahead(), i -> Loaded.of(samples.get(i)));
  }

  /** Returns whether a batch is still to come. */
  public boolean hasNext() {
    return loaded.remaining() > 0;
  }

  /**
   * Waits for the next batch.
   *
   * @throws IOException if a sample of it cannot be read; the message names the sample. Batches
   *     before it come as if nothing were wrong
   * @throws IllegalStateException if there is none, or this is closed
   */
  public List<Loaded> next() throws IOException {
    if (!hasNext()) {
      throw new IllegalStateException("the epoch has ended: ask hasNext() first");
    }
    return loaded.next(batch);
  }

  /** Ends the decoding; samples that are being decoded are waited for. */
  @Override
  public void close() {
    loaded.close();
  }
}
