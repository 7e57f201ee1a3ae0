package dev.rawline.studio.collection;

import dev.rawline.imaging.numeric.Progress;
import java.util.concurrent.locks.ReentrantLock;
import tagbio.umap.ProgressListener;
import tagbio.umap.Umap;
import tagbio.umap.UmapProgress;

/**
 * Vectors → places in the plane by UMAP (McInnes and others, 2018): vectors that are neighbours
 * stay neighbours, distances mean little. One thread and one seed: the same vectors, the same bits.
 */
final class UmapLayout {
  /** The most vectors; more take minutes, and memory by their square. */
  static final int MOST = 10_000;

  static final int LEAST = 20;
  private static final int NEIGHBOURS = 15;
  private static final long SEED = 1;

  /** The library counts the progress of all layouts together. */
  private static final ReentrantLock ONE = new ReentrantLock();

  private UmapLayout() {}

  /**
   * Places vectors.
   *
   * @param progress receives the progress, and may end it
   * @throws IllegalArgumentException if there are fewer than 20, or more than 10 000
   */
  static float[][] of(float[][] vectors, Progress progress) {
    if (vectors.length < LEAST || vectors.length > MOST) {
      throw new IllegalArgumentException(
          "UMAP of %d samples: expected %d to %d; choose other samples, or PCA"
              .formatted(vectors.length, LEAST, MOST));
    }
    ONE.lock();
    try {
      return placed(vectors, progress.begin("UMAP", 0));
    } finally {
      ONE.unlock();
    }
  }

  private static float[][] placed(float[][] vectors, Progress placing) {
    int[] before = {0};
    ProgressListener listener =
        state -> {
          placing.size(state.getTotal(), "steps");
          placing.advance((long) state.getCount() - before[0]);
          before[0] = state.getCount();
        };
    UmapProgress.addProgressListener(listener);
    try {
      return new Umap()
          .setNumberComponents(2)
          .setNumberNearestNeighbours(NEIGHBOURS)
          .setThreads(1)
          .setSeed(SEED)
          .fitTransform(vectors);
    } finally {
      UmapProgress.removeProgressListener(listener);
    }
  }
}
