package dev.rawline.data.load;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Samples → epochs of batches.
 *
 * <p>An epoch has every sample once (but for a last partial batch that is left out). Its order is
 * drawn from the seed and the epoch's number alone (Fisher and Yates' shuffle): threads, and what
 * was loaded before, change nothing. So training that was interrupted resumes at any batch of any
 * epoch, and nothing before it is decoded again.
 *
 * @param samples what is loaded
 * @param loading how
 */
public record Loader(List<Sample> samples, LoaderSettings loading) {

  /** Copies the list. */
  public Loader {
    samples = List.copyOf(samples);
  }

  /** Returns how many batches an epoch has. */
  public int batches() {
    int whole = samples.size() / loading.batch();
    return loading.partial() && samples.size() % loading.batch() > 0 ? whole + 1 : whole;
  }

  /**
   * Returns the order in which an epoch has the samples.
   *
   * @param number the epoch's number, from 0
   */
  public List<Sample> order(int number) {
    List<Sample> order = new ArrayList<>(samples);
    if (loading.shuffled()) {
      RandomStream random = new Seed(loading.seed(), "epoch " + number).stream("shuffle", 0);
      for (int i = order.size() - 1; i > 0; i--) {
        Collections.swap(order, i, (int) Math.unsignedMultiplyHigh(random.nextLong(), i + 1L));
      }
    }
    return order;
  }

  /** Begins an epoch. */
  public Epoch<LoadedSample> epoch(int number) {
    return epoch(number, 0, loaded -> loaded);
  }

  /**
   * Resumes an epoch, and prepares every sample on the threads that decode: what a model takes, for
   * example.
   *
   * @param number the epoch's number, from 0
   * @param batch the first batch that is requested, from 0; as many as there are leaves none
   * @param making what is made of a sample; a failure comes in the place of its batch
   * @param <T> what it becomes
   * @throws IllegalArgumentException if there are no such epoch and batch
   */
  public <T> Epoch<T> epoch(int number, int batch, Epoch.SampleMapper<T> making) {
    if (number < 0) {
      throw new IllegalArgumentException("epoch %d: expected 0 or more".formatted(number));
    }
    if (batch < 0 || batch > batches()) {
      throw new IllegalArgumentException(
          "batch %d of an epoch of %d batches: expected 0 to %d"
              .formatted(batch, batches(), batches()));
    }
    int end = loading.partial() ? samples.size() : batches() * loading.batch();
    return new Epoch<>(
        order(number).subList(Math.min(end, batch * loading.batch()), end), loading, making);
  }
}
