package dev.rawline.studio.collection;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.statistic.CovarianceMatrix.PrincipalAxis;
import dev.rawline.workbench.sheet.DataSetSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Where the features of a model place samples in a plane.
 *
 * @param model the folder of a trained model
 * @param method how features become places
 * @param most how many samples are evaluated, at even distances in the data set
 */
record Embedding(Path model, Method method, int most) {
  private static final int MOST = 100_000;
  private static final int LEAST = 3;

  /** UMAP begins with this many principal components: the others are noise, and slow. */
  private static final int BEFORE_UMAP = 32;

  /** How features become places. */
  enum Method {
    /** Principal components: a linear map, in which distances mean something. */
    PCA,
    /** UMAP, which keeps neighbours together. */
    UMAP;

    /**
     * Returns the method of a word.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Method of(String word) {
      return switch (word) {
        case "pca" -> PCA;
        case "umap" -> UMAP;
        default ->
            throw new IllegalArgumentException(
                "the method is '%s': expected pca or umap".formatted(word));
      };
    }

    private String title() {
      return this == PCA ? "component" : "UMAP";
    }
  }

  /**
   * Checks the number of samples.
   *
   * @throws IllegalArgumentException if it is outside what the method can take
   */
  Embedding {
    int highest = method == Method.UMAP ? UmapLayout.MOST : MOST;
    int lowest = method == Method.UMAP ? UmapLayout.LEAST : LEAST;
    if (most < lowest || most > highest) {
      throw new IllegalArgumentException(
          "%d samples are to be placed by %s: expected %d to %d"
              .formatted(most, method, lowest, highest));
    }
  }

  /**
   * The places.
   *
   * @param columns two numbers of each sample, and its prediction; none of samples that were not
   *     evaluated
   * @param note how to read them
   */
  record Result(List<Column> columns, String note) {
    /** Copies the list. */
    Result {
      columns = List.copyOf(columns);
    }
  }

  /** Returns the places of the samples that are evaluated, of a data set of some size. */
  int[] places(int count) {
    return DataSetSheet.spread(IntStream.range(0, count).boxed().toList(), most).stream()
        .mapToInt(place -> place)
        .toArray();
  }

  /**
   * Evaluates the model.
   *
   * @throws IllegalArgumentException if it has no features, or these need too much memory
   * @throws IOException if it cannot be opened, or a sample cannot be read
   */
  ModelFeatures features(List<Sample> samples, Progress progress) throws IOException {
    return ModelFeatures.of(
        model, Arrays.stream(places(samples.size())).mapToObj(samples::get).toList(), progress);
  }

  /**
   * Places samples.
   *
   * @param count how many the data set has
   * @throws IllegalArgumentException if the features do not vary, or there are too few samples
   */
  Result of(ModelFeatures found, int count, Progress progress) {
    FeatureMatrix features = found.features();
    progress.begin("components", 0);
    PrincipalComponents components =
        PrincipalComponents.of(features, method == Method.UMAP ? BEFORE_UMAP : 2);
    if (components.axes().isEmpty()) {
      throw new IllegalArgumentException(
          "all samples have the same features: choose a trained model, or other samples");
    }
    float[][] vectors = new float[features.rows()][];
    for (int row = 0; row < vectors.length; row++) {
      double[] along = components.of(features.row(row));
      // One direction alone lies on a line.
      vectors[row] = new float[Math.max(2, along.length)];
      for (int i = 0; i < along.length; i++) {
        vectors[row][i] = (float) along[i];
      }
    }
    float[][] placed = method == Method.UMAP ? UmapLayout.of(vectors, progress) : vectors;
    int[] places = places(count);
    List<Column> columns = new ArrayList<>();
    for (int axis = 0; axis < 2; axis++) {
      float[] numbers = new float[count];
      Arrays.fill(numbers, Float.NaN);
      for (int i = 0; i < places.length; i++) {
        numbers[places[i]] = placed[i][axis];
      }
      columns.add(Column.ofNumbers("%s %d".formatted(method.title(), axis + 1), "", numbers));
    }
    columns.addAll(found.columns(model.getFileName().toString(), places, count));
    return new Result(columns, note(components, places.length, count));
  }

  private String note(PrincipalComponents components, int evaluated, int count) {
    double share =
        components.axes().stream().mapToDouble(PrincipalAxis::variance).sum() / components.total();
    String what =
        method == Method.PCA
            ? String.format(
                Locale.ROOT, "two principal components hold %.0f %% of the variance", 100 * share)
            : "UMAP keeps neighbours together; distances between groups mean little";
    return evaluated < count
        ? "%s; %d of %d samples, at even distances".formatted(what, evaluated, count)
        : what;
  }
}
