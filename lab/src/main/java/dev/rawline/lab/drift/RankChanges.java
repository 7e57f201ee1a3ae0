package dev.rawline.lab.drift;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rawline.lab.statistic.RankCorrelation;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How models rank by their mean under drift, and by their mean under corruptions: whether a
 * benchmark of corruptions chooses the model that drift would choose.
 *
 * <p>A model's mean under drift is that of its cells off the diagonal, its mean under corruptions
 * that of its cells under all corruptions (and severities), over the splits that all cells of all
 * models have; without such splits every cell counts by what it has. Rankings are of means, and a
 * single close pair may turn them: what they say is in the tests against unrelated rankings.
 *
 * @param ranks every model's two ranks, best by drift first
 * @param kendall Kendall's τ-b of both means, −1 to 1
 * @param spearman Spearman's ρ of both means, −1 to 1
 * @param kendallTest τ-b with its interval, against unrelated rankings
 * @param spearmanTest ρ with its interval, against unrelated rankings
 */
@JsonPropertyOrder({"kendall", "spearman", "models", "kendallTest", "spearmanTest"})
public record RankChanges(
    @JsonProperty("models") List<Rank> ranks,
    double kendall,
    double spearman,
    RankCorrelation kendallTest,
    RankCorrelation spearmanTest) {
  /** Means that agree in this number of digits are equal. */
  private static final MathContext DIGITS = new MathContext(12);

  /** Copies the list. */
  public RankChanges {
    ranks = List.copyOf(ranks);
  }

  /**
   * One model's ranks. Models of the same mean share the best rank of theirs: 1, 2, 2, 4.
   *
   * @param trained the condition that it was trained under
   * @param byDrift its rank under drift, from 1
   * @param byCorruptions its rank under corruptions, from 1
   */
  public record Rank(String trained, int byDrift, int byCorruptions) {}

  /**
   * Returns the ranks of the models that were measured under both; none of fewer than two models,
   * and where all are equal by one of both.
   *
   * @param corruptions matrices of the same rows
   */
  static Optional<RankChanges> of(
      DriftMatrix matrix, Collection<DriftMatrix> corruptions, boolean higherIsBetter) {
    List<Model> all =
        IntStream.range(0, matrix.trained().size())
            .mapToObj(row -> Model.of(matrix, corruptions, row))
            .filter(model -> !model.drift.isEmpty() && !model.corrupted.isEmpty())
            .toList();
    List<SplitValues> cells =
        SplitValues.comparable(
            all.stream()
                .flatMap(model -> Stream.concat(model.drift.stream(), model.corrupted.stream()))
                .toList());
    List<String> models = new ArrayList<>();
    List<Double> drift = new ArrayList<>();
    List<Double> corrupted = new ArrayList<>();
    int from = 0;
    for (Model model : all) {
      int between = from + model.drift.size();
      int end = between + model.corrupted.size();
      models.add(model.trained);
      drift.add(rounded(mean(cells.subList(from, between)), higherIsBetter));
      corrupted.add(rounded(mean(cells.subList(between, end)), higherIsBetter));
      from = end;
    }
    if (drift.stream().distinct().count() < 2 || corrupted.stream().distinct().count() < 2) {
      return Optional.empty();
    }
    RankCorrelation.Pair measured =
        new RankCorrelation.Pair(
            drift.stream().mapToDouble(Double::doubleValue).toArray(),
            corrupted.stream().mapToDouble(Double::doubleValue).toArray());
    List<RankCorrelation.Pair> resampled = resampled(all, cells);
    RankCorrelation kendall = RankCorrelation.kendall(measured, resampled);
    RankCorrelation spearman = RankCorrelation.spearman(measured, resampled);
    return Optional.of(
        new RankChanges(
            IntStream.range(0, models.size())
                .mapToObj(i -> new Rank(models.get(i), rank(drift, i), rank(corrupted, i)))
                .sorted(Comparator.comparingInt(Rank::byDrift))
                .toList(),
            kendall.estimate().value(),
            spearman.estimate().value(),
            kendall,
            spearman));
  }

  /** Returns the means of models on resamples, of drift and of corruptions. */
  private static List<RankCorrelation.Pair> resampled(List<Model> all, List<SplitValues> cells) {
    List<double[]> drawn = SplitValues.resampled(cells);
    List<RankCorrelation.Pair> pairs = new ArrayList<>();
    for (int r = 0; !drawn.isEmpty() && r < drawn.getFirst().length; r++) {
      double[] drift = new double[all.size()];
      double[] corrupted = new double[all.size()];
      int from = 0;
      for (int model = 0; model < all.size(); model++) {
        int between = from + all.get(model).drift.size();
        int end = between + all.get(model).corrupted.size();
        drift[model] = mean(drawn.subList(from, between), r);
        corrupted[model] = mean(drawn.subList(between, end), r);
        from = end;
      }
      pairs.add(new RankCorrelation.Pair(drift, corrupted));
    }
    return pairs;
  }

  private static double mean(List<double[]> drawn, int r) {
    return drawn.stream().mapToDouble(one -> one[r]).average().orElseThrow();
  }

  /**
   * Returns what the test shows of the order of the models; none where it does not show anything.
   */
  Optional<String> shown() {
    return kendallTest.isSignificant()
        ? Optional.of(
            "the order of the models under corruptions is %s that under drift more than by chance"
                .formatted(kendall > 0 ? "like" : "the reverse of"))
        : Optional.empty();
  }

  /** Returns both coefficients with their intervals and tests, in words. */
  String tested() {
    return "Kendall’s τ-b = %s; Spearman’s ρ = %s. Unrelated orders of %d models have coefficients of 0 with these standard deviations; p is how often they are as far from 0."
        .formatted(words(kendallTest), words(spearmanTest), ranks.size());
  }

  private static String words(RankCorrelation tested) {
    return "%s (%schance ±%s, p = %s)"
        .formatted(
            NumberText.signed(tested.estimate().value(), 2),
            tested.estimate().hasInterval()
                ? "%s interval %s; "
                    .formatted(
                        EstimateFormat.level(tested.estimate()),
                        EstimateFormat.interval(tested.estimate()))
                : "",
            NumberText.signed(tested.nullDeviation(), 2),
            NumberText.signed(tested.probability(), 2));
  }

  /** What was measured of one model: its cells off the diagonal, and those under corruptions. */
  private record Model(String trained, List<SplitValues> drift, List<SplitValues> corrupted) {
    static Model of(DriftMatrix matrix, Collection<DriftMatrix> corruptions, int row) {
      OptionalInt matched = matrix.matched(row);
      return new Model(
          matrix.trained().get(row),
          IntStream.range(0, matrix.tested().size())
              .filter(column -> matched.isEmpty() || column != matched.getAsInt())
              .mapToObj(column -> matrix.at(row, column))
              .flatMap(Optional::stream)
              .map(DriftMatrix.Cell::numbers)
              .toList(),
          corruptions.stream()
              .flatMap(corrupted -> corrupted.cells().get(row).stream())
              .flatMap(Optional::stream)
              .map(DriftMatrix.Cell::numbers)
              .toList());
    }
  }

  private static double mean(List<SplitValues> cells) {
    return cells.stream().mapToDouble(SplitValues::mean).average().orElseThrow();
  }

  /** Returns a number that is the larger the better, without the digits that rounding made. */
  private static double rounded(double mean, boolean higherIsBetter) {
    double rounded = new BigDecimal(mean).round(DIGITS).doubleValue();
    return higherIsBetter ? rounded : -rounded;
  }

  private static int rank(List<Double> numbers, int i) {
    return 1 + (int) numbers.stream().filter(number -> number > numbers.get(i)).count();
  }
}
