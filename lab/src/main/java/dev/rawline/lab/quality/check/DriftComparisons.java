package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.reference.ModelOutputs;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.statistic.ExchangedGroups;
import dev.rawline.lab.statistic.FalseDiscoveryRate;
import dev.rawline.lab.statistic.MaximumMeanDiscrepancy;
import dev.rawline.lab.statistic.TwoSampleResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * All tests of a batch against its reference: one a quantity, one of all quantities together, two
 * of the outputs of the task's model, where it was evaluated, some of how many images have faults
 * of their own, and two of the device's pixels.
 *
 * <p>Each is exact where the images of reference and batch could change places, whatever their
 * distribution; where some images are of one group, as tiles of one photo, only groups could, and
 * only they are exchanged. All p-values are adjusted together, so that a batch that does not differ
 * is called drifted with a probability of α at most, however many quantities there are; and no
 * limit makes a verdict of what no test finds, so that α is that of the verdict as a whole.
 *
 * @param quantities one a quantity
 * @param populations of many numbers together
 * @param rates of how many images have faults that chance makes, too
 * @param device of defective pixels and of the pattern that pixels keep
 * @param level α, the false-alarm rate
 */
public record DriftComparisons(
    List<DriftComparison> quantities,
    List<DriftComparison> populations,
    List<DriftComparison> rates,
    List<DriftComparison> device,
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
    device = List.copyOf(device);
  }

  /** Tests without those of faults. */
  public DriftComparisons(
      List<DriftComparison> quantities, List<DriftComparison> populations, double level) {
    this(quantities, populations, List.of(), List.of(), level);
  }

  /**
   * How probably chance makes a fault.
   *
   * @param label what is tested
   * @param test the test
   * @param pValue where images could change places
   * @param images which images have it, those of the reference first; empty where it is not known
   *     image by image
   * @param ofDevice whether it is one of the device's pixels
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fault(
      String label, String test, double pValue, Optional<boolean[]> images, boolean ofDevice) {
    private DriftComparison compared(double adjusted) {
      return new DriftComparison(Optional.empty(), label, test, "exact", pValue, pValue, adjusted);
    }
  }

  /** Tests a batch without the faults of its images. */
  public static DriftComparisons of(
      QualityReference reference,
      QuantityTable incoming,
      Optional<ModelOutputs> model,
      TwoSampleComparison test,
      double level,
      long seed) {
    return of(reference, incoming, model, List.of(), test, level, seed);
  }

  /**
   * Tests a batch.
   *
   * @param incoming what was measured on its images
   * @param model the outputs of the task's model for them, where it was evaluated
   * @param faults how probably chance makes its faults
   * @param test by which test quantities are compared
   * @param level α, above 0, below 1
   * @param seed what permutations are drawn from
   */
  static DriftComparisons of(
      QualityReference reference,
      QuantityTable incoming,
      Optional<ModelOutputs> model,
      List<Fault> faults,
      TwoSampleComparison test,
      double level,
      long seed) {
    List<Quantity> tested = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      double[] usual = reference.images().known(quantity);
      double[] came = incoming.known(quantity);
      boolean differs = Arrays.stream(usual).distinct().count() > 1 || !sameOnly(usual, came);
      if (usual.length >= QualityReference.FEWEST_IMAGES
          && came.length > 1
          && incoming.images() >= FEWEST
          && differs) {
        tested.add(quantity);
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
    if (isGrouped(reference, incoming)) {
      ExchangedGroups groups =
          ExchangedGroups.of(
              reference.images().groups(),
              incoming.groups(),
              draws,
              new Seed(seed, "drift of groups"));
      return new ByGroups(groups, reference, incoming, test, level, seed).of(tested, rows, faults);
    }
    List<TwoSampleResult> found = new ArrayList<>();
    for (Quantity quantity : tested) {
      found.add(
          test.compare(
              reference.images().known(quantity),
              incoming.known(quantity),
              new Seed(seed, "drift of " + quantity)));
    }
    List<MaximumMeanDiscrepancy> together =
        rows.stream().map(each -> each.compared(draws, seed)).toList();
    List<Double> raw = new ArrayList<>(found.stream().map(TwoSampleResult::pValue).toList());
    together.forEach(each -> raw.add(each.pValue()));
    faults.forEach(each -> raw.add(each.pValue()));
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
    List<DriftComparison> device = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      (faults.get(i).ofDevice() ? device : rates)
          .add(faults.get(i).compared(adjusted.get(raw.size() - faults.size() + i)));
    }
    return new DriftComparisons(quantities, populations, rates, device, level);
  }

  /**
   * Tests of groups of images: all that depends on images is adjusted by the partings themselves,
   * and counts as one test beside those of the device (Bonferroni).
   */
  private record ByGroups(
      ExchangedGroups groups,
      QualityReference reference,
      QuantityTable incoming,
      TwoSampleComparison test,
      double level,
      long seed) {
    DriftComparisons of(List<Quantity> tested, List<Rows> rows, List<Fault> faults) {
      List<Fault> ofImages = faults.stream().filter(each -> each.images().isPresent()).toList();
      List<double[]> all = new ArrayList<>();
      for (Quantity quantity : tested) {
        all.add(
            test.statistics(
                DoubleStream.concat(
                        Arrays.stream(reference.images().column(quantity)),
                        Arrays.stream(incoming.column(quantity)))
                    .toArray(),
                groups));
      }
      rows.forEach(
          each ->
              all.add(
                  MaximumMeanDiscrepancy.statistics(
                      each.usual(),
                      each.came(),
                      groups,
                      new Seed(seed, "drift of " + each.name()))));
      ofImages.forEach(each -> all.add(groups.statistics(each.images().orElseThrow())));
      List<Fault> ofDevice = faults.stream().filter(Fault::ofDevice).toList();
      int families = 1 + ofDevice.size();
      List<Double> adjusted = ExchangedGroups.adjusted(all);
      List<DriftComparison> made = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        int population = i - tested.size();
        boolean single = population < 0;
        boolean together = !single && population < rows.size();
        String label =
            single
                ? tested.get(i).means()
                : together
                    ? rows.get(population).name()
                    : ofImages.get(population - rows.size()).label();
        made.add(
            new DriftComparison(
                single ? Optional.of(tested.get(i)) : Optional.empty(),
                label,
                single ? test.label() : together ? "MMD" : "share",
                "permutation",
                all.get(i)[0],
                ExchangedGroups.pValue(all.get(i)),
                Math.min(1, families * adjusted.get(i))));
      }
      return new DriftComparisons(
          made.subList(0, tested.size()),
          made.subList(tested.size(), tested.size() + rows.size()),
          made.subList(tested.size() + rows.size(), made.size()),
          ofDevice.stream()
              .map(each -> each.compared(Math.min(1, families * each.pValue())))
              .toList(),
          level);
    }
  }

  /** Returns whether groups of images change places instead of images. */
  static boolean isGrouped(QualityReference reference, QuantityTable incoming) {
    return reference.images().isGrouped() || incoming.isGrouped();
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

  /** Returns whether any test rejects that the images are of the reference's population. */
  public boolean drifted() {
    return all().stream().filter(test -> !device.contains(test)).anyMatch(this::drifted);
  }

  /** Returns whether a fault of the device is more than chance makes; none where not tested. */
  Optional<Boolean> drifts(String fault) {
    return device.stream()
        .filter(test -> test.label().equals(fault))
        .findFirst()
        .map(this::drifted);
  }

  /** Returns whether a test rejects. */
  public boolean drifted(DriftComparison test) {
    return test.adjusted() <= level;
  }

  /** Returns all tests, those of many numbers first. */
  public List<DriftComparison> all() {
    List<DriftComparison> all = new ArrayList<>(populations);
    all.addAll(rates);
    all.addAll(device);
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
