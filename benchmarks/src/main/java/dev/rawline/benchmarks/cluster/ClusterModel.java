package dev.rawline.benchmarks.cluster;

import dev.rawline.imaging.numeric.LineFit;
import dev.rawline.imaging.numeric.NormalEquations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long a command takes on a cluster:
 *
 * <p>start + listed · n + waves · (share + opened · n + k · (image + pixel · p)), of n images of p
 * pixels, k in the largest share.
 *
 * @param start what the command takes before and after its shares [s]
 * @param listed what it takes of each image [s]
 * @param share what a share takes before its first image [s]
 * @param opened what a share takes of each image of the data set, its own or not [s]
 * @param image what rendering an image takes, whatever its size [s]
 * @param pixel what a pixel takes [s]
 * @param writtenImage what is written of an image, whatever its size [bytes]
 * @param writtenPixel what is written of a pixel [bytes]
 */
record ClusterModel(
    double start,
    double listed,
    double share,
    double opened,
    double image,
    double pixel,
    double writtenImage,
    double writtenPixel) {
  private static final int TERMS = 6;

  /**
   * Fits the model to runs, each relative to its own time. A coefficient that would be negative is
   * 0: noise hides it.
   *
   * @throws IllegalArgumentException if the runs do not determine the coefficients
   */
  static ClusterModel of(List<ClusterRun> runs) {
    List<Integer> kept = new ArrayList<>(IntStream.range(0, TERMS).boxed().toList());
    double[] found = solve(runs, kept);
    while (Arrays.stream(found).anyMatch(number -> number < 0)) {
      double[] all = found;
      int least =
          IntStream.range(0, TERMS)
              .boxed()
              .min(Comparator.comparingDouble(i -> all[i]))
              .orElseThrow();
      kept.remove(Integer.valueOf(least));
      found = solve(runs, kept);
    }
    double[] pixels = runs.stream().mapToDouble(ClusterRun::pixels).toArray();
    double[] written = runs.stream().mapToDouble(run -> run.written() / run.images()).toArray();
    double[] weights = Arrays.stream(written).map(bytes -> 1 / (bytes * bytes)).toArray();
    LineFit bytes = LineFit.weighted(pixels, written, weights);
    return new ClusterModel(
        found[0],
        found[1],
        found[2],
        found[3],
        found[4],
        found[5],
        bytes.intercept(),
        bytes.slope());
  }

  private static double[] terms(ClusterRun run) {
    double waves = run.waves();
    double inShare = waves * run.imagesOfShare();
    return new double[] {
      1, run.images(), waves, waves * run.images(), inShare, inShare * run.pixels()
    };
  }

  private static double[] solve(List<ClusterRun> runs, List<Integer> kept) {
    int size = kept.size();
    double[][] matrix = new double[size][size];
    double[] right = new double[size];
    for (ClusterRun run : runs) {
      double[] terms = terms(run);
      for (int a = 0; a < size; a++) {
        double weighted = terms[kept.get(a)] / run.seconds();
        right[a] += weighted;
        for (int b = 0; b < size; b++) {
          matrix[a][b] += weighted * terms[kept.get(b)] / run.seconds();
        }
      }
    }
    double[] solved = NormalEquations.solve(matrix, right);
    if (!Arrays.stream(solved).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "%d runs do not determine %d coefficients: vary images, sizes, shares, and shares on a slot"
              .formatted(runs.size(), size));
    }
    double[] all = new double[TERMS];
    for (int a = 0; a < size; a++) {
      all[kept.get(a)] = solved[a];
    }
    return all;
  }

  /** Returns how long a run takes by the model [s]. */
  double seconds(ClusterRun run) {
    double[] terms = terms(run);
    double[] each = {start, listed, share, opened, image, pixel};
    return IntStream.range(0, TERMS).mapToDouble(i -> each[i] * terms[i]).sum();
  }
}
