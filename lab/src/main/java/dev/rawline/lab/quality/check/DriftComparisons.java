package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.reference.ModelOutputs;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.statistic.FalseDiscoveryRate;
import dev.rawline.lab.statistic.MaximumMeanDiscrepancy;
import dev.rawline.lab.statistic.TwoSampleResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * All tests of a batch against its reference: one a quantity, one of all quantities together, two
 * of the outputs of the task's model, where it was evaluated, and some of how many images have
 * faults of their own.
 *
 * <p>Each is exact where the images of reference and batch could change places, whatever their
 * distribution. Their p-values are adjusted together, so that a batch that does not differ is
 * called drifted with a probability of α at most, however many quantities there are; and no limit
 * makes a verdict of what no test finds, so that α is that of the verdict as a whole.
 *
 * @param quantities one a quantity
 * @param populations of many numbers together
 * @param rates of how many images have faults that chance makes, too
 * @param level α, the false-alarm rate
 */
public record DriftComparisons(
    List<DriftComparison> quantities,
    List<DriftComparison> populations,
    List<DriftComparison> rates,
    double level) {
  /** Fewer values do not describe a distribution. */
  public static final int FEWEST = 5;

  /** A value that fewer images of the reference have is not compared with others together. */
  private static final double PRESENT = 0.8;

  /** Copies the lists. */
  public DriftComparisons {
    quantities = List.copyOf(quantities);
    populations = List.copyOf(populations);
    rates = List.copyOf(rates);
  }

  /** Tests without those of faults. */
  public DriftComparisons(
      List<DriftComparison> quantities, List<DriftComparison> populations, double level) {
    this(quantities, populations, List.of(), level);
  }

  /** Tests a batch without the faults of its images. */
  public static DriftComparisons of(
      QualityReference reference,
      QuantityTable incoming,
      Optional<ModelOutputs> model,
      TwoSampleComparison test,
      double level,
      long seed) {
    return of(reference, incoming, model, new LinkedHashMap<>(), test, level, seed);
  }

  /**
   * Tests a batch.
   *
   * @param incoming what was measured on its images
   * @param model the outputs of the task's model for them, where it was evaluated
   * @param faults p-values of how many of its images have a fault, by words
   * @param test by which test quantities are compared
   * @param level α, above 0, below 1
   * @param seed what permutations are drawn from
   */
  public static DriftComparisons of(
      QualityReference reference,
      QuantityTable incoming,
      Optional<ModelOutputs> model,
      SequencedMap<String, Double> faults,
      TwoSampleComparison test,
      double level,
      long seed) {
    List<Quantity> tested = new ArrayList<>();
    List<TwoSampleResult> found = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      double[] usual = reference.images().known(quantity);
      double[] came = incoming.known(quantity);
      boolean differs = Arrays.stream(usual).distinct().count() > 1 || !sameOnly(usual, came);
      if (usual.length >= QualityReference.FEWEST_IMAGES
          && came.length > 1
          && incoming.images() >= FEWEST
          && differs) {
        tested.add(quantity);
        found.add(test.compare(usual, came, new Seed(seed, "drift of " + quantity)));
      }
    }
    List<Rows> rows = new ArrayList<>();
    if (incoming.images() >= FEWEST) {
      List<Quantity> together = tested.stream().filter(each -> isUsual(reference, each)).toList();
      if (together.size() > 1) {
        rows.add(
            new Rows(
                "raw statistics",
                complete(reference.images(), reference.images(), together),
                complete(incoming, reference.images(), together)));
      }
      if (reference.model().isPresent() && model.isPresent()) {
        rows.addAll(ofModel(reference.model().get(), model.get()));
      }
    }
    int draws = MaximumMeanDiscrepancy.draws(tested.size() + rows.size(), level);
    List<MaximumMeanDiscrepancy> together =
        rows.stream().map(each -> each.compared(draws, seed)).toList();
    List<Double> raw = new ArrayList<>(found.stream().map(TwoSampleResult::pValue).toList());
    together.forEach(each -> raw.add(each.pValue()));
    raw.addAll(faults.values());
    List<Double> adjusted = FalseDiscoveryRate.BENJAMINI_HOCHBERG.adjusted(raw);
    List<DriftComparison> quantities = new ArrayList<>();
    for (int i = 0; i < tested.size(); i++) {
      quantities.add(DriftComparison.of(tested.get(i), test, found.get(i), adjusted.get(i)));
    }
    List<DriftComparison> populations = new ArrayList<>();
    for (int i = 0; i < together.size(); i++) {
      populations.add(
          DriftComparison.of(rows.get(i).name(), together.get(i), adjusted.get(tested.size() + i)));
    }
    List<DriftComparison> rates = new ArrayList<>();
    for (Map.Entry<String, Double> fault : faults.entrySet()) {
      int place = raw.size() - faults.size() + rates.size();
      rates.add(DriftComparison.ofRate(fault.getKey(), fault.getValue(), adjusted.get(place)));
    }
    return new DriftComparisons(quantities, populations, rates, level);
  }

  private static boolean isUsual(QualityReference reference, Quantity quantity) {
    QuantityTable images = reference.images();
    return images.known(quantity).length >= PRESENT * images.images();
  }

  private static boolean sameOnly(double[] usual, double[] came) {
    return usual.length > 0 && Arrays.stream(came).allMatch(value -> value == usual[0]);
  }

  /** Rows of numbers that are compared together. */
  @SuppressWarnings("ArrayRecordComponent") // many numbers, used in this class alone
  private record Rows(String name, double[][] usual, double[][] came) {
    MaximumMeanDiscrepancy compared(int draws, long seed) {
      return MaximumMeanDiscrepancy.compare(usual, came, draws, new Seed(seed, "drift of " + name));
    }
  }

  private static List<Rows> ofModel(ModelOutputs usual, ModelOutputs came) {
    return Stream.of(
            new Rows(
                "features of the model",
                ModelOutputs.rows(usual.features()),
                ModelOutputs.rows(came.features())),
            new Rows(
                "softmax of the model",
                ModelOutputs.rows(usual.shares()),
                ModelOutputs.rows(came.shares())))
        .filter(rows -> rows.usual().length > 0 && rows.came().length > 0)
        .toList();
  }

  /** A value that is missing counts as the mean of the reference. */
  private static double[][] complete(
      QuantityTable table, QuantityTable reference, List<Quantity> quantities) {
    double[][] rows = new double[table.images()][quantities.size()];
    for (int k = 0; k < quantities.size(); k++) {
      Quantity quantity = quantities.get(k);
      double mean = reference.mean(quantity);
      for (int i = 0; i < rows.length; i++) {
        double value = table.value(quantity, i);
        rows[i][k] = Double.isNaN(value) ? mean : value;
      }
    }
    return rows;
  }

  /** Returns whether any test rejects that the batch is of the reference's population. */
  public boolean drifted() {
    return all().stream().anyMatch(this::drifted);
  }

  /** Returns whether a test rejects. */
  public boolean drifted(DriftComparison test) {
    return test.adjusted() <= level;
  }

  /** Returns all tests, those of many numbers first. */
  public List<DriftComparison> all() {
    List<DriftComparison> all = new ArrayList<>(populations);
    all.addAll(rates);
    all.addAll(quantities);
    return all;
  }

  /** Returns whether anything could be tested. */
  public boolean isPossible() {
    return !quantities.isEmpty();
  }

  /** Returns the test of a quantity, where there was one. */
  public Optional<DriftComparison> test(Quantity quantity) {
    return quantities.stream()
        .filter(each -> each.quantity().equals(Optional.of(quantity)))
        .findFirst();
  }

  /** Returns whether a quantity drifts. */
  public boolean drifts(Quantity quantity) {
    return test(quantity).filter(this::drifted).isPresent();
  }
}
