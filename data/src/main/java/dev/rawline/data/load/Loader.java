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
 * drawn from the seed and the epoch's number only (Fisher and Yates' shuffle), independent of
 * threads and earlier epochs. So interrupted training resumes at any batch of any epoch, without
 * decoding earlier ones again.
 *
 * @param samples the samples to load
 * @param loading the settings
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
   * Resumes an epoch, and converts every sample on the decoding threads, for example to a model's
   * input.
   *
   * @param number the epoch's number, from 0
   * @param batch the first requested batch, from 0; their number leaves none
   * @param making converts a sample; a failure is reported at its batch
   * @param <T> the result
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
