package dev.rawline.learning.distributed;

import dev.rawline.data.load.Loader;
import dev.rawline.data.load.LoaderSettings;
import dev.rawline.data.set.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * The samples of a batch that one process computes: as equal a share as possible, the first
 * processes having one more. Where a batch has fewer samples than there are processes, the others
 * compute its first sample with the weight 0, so that they take part in all sums.
 *
 * @param from the first sample in the batch, from 0
 * @param to the end
 * @param count the samples that count: {@code to - from}, or 0
 */
public record BatchSlice(int from, int to, int count) {

  /** Returns the slice of a process. */
  public static BatchSlice of(int batch, int rank, int world) {
    int size = batch / world + (rank < batch % world ? 1 : 0);
    int from = rank * (batch / world) + Math.min(rank, batch % world);
    return size == 0 ? new BatchSlice(0, 1, 0) : new BatchSlice(from, from + size, size);
  }

  /**
   * Returns what one process computes of an epoch, one slice after another.
   *
   * @param order the samples of the epoch, in their order
   */
  public static <T> List<T> shard(List<T> order, int batch, int rank, int world) {
    List<T> shard = new ArrayList<>();
    for (int first = 0; first < order.size(); first += batch) {
      List<T> whole = order.subList(first, Math.min(order.size(), first + batch));
      BatchSlice slice = of(whole.size(), rank, world);
      shard.addAll(whole.subList(slice.from, slice.to));
    }
    return shard;
  }

  /**
   * Returns the loader of the slices of one process.
   *
   * @param whole the loader of whole batches
   * @param epoch the epoch, from 0
   */
  public static Loader loader(Loader whole, int epoch, int rank, int world) {
    LoaderSettings loading = whole.loading();
    if (world == 1) {
      return whole;
    }
    List<Sample> own = shard(whole.order(epoch), loading.batch(), rank, world);
    BatchSlice slice = of(loading.batch(), rank, world);
    int size = slice.to - slice.from;
    return new Loader(
        own, new LoaderSettings(loading.seed(), false, size, true, loading.threads(), 2 * size));
  }
}
