package dev.rawline.lab.quality.cause;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.statistic.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.RealVector;

/**
 * Images of a reference × incoming images → what happened to the camera in between.
 *
 * <p>Changes of noise and codes that no camera causes ({@link ProcessingIndicators}) are searched
 * first: then it is none of these. Explanations are tried from the simplest on: nothing; one cause,
 * or a change of what the images show; two causes; three. The first that leaves no more than chance
 * (p ≥ {@value #ALPHA}), and explains more than chance does, is chosen; of several that are as
 * simple the one with the smallest χ² + ln(m) for each of its parameters, m the incoming images; a
 * black level that was not measured in the dark counts as one parameter more. Where none does, none
 * is named.
 */
public final class FindCause {
  /** What chance is allowed to leave. */
  public static final double ALPHA = 0.01;

  /** As many directions as images of most references differ in by more than noise. */
  private static final int CONTENT_DIRECTIONS = 3;

  /** The part of chance that is left to directions that no explanation names. */
  private static final double ANY_DIRECTION = 0.1;

  /** A gain that is not known to a quarter of itself does not tell gain from light. */
  private static final double RESOLVED = 4;

  private static final Set<Quantity> OF_THE_LINE = EnumSet.of(Quantity.GAIN, Quantity.READ_NOISE);

  private static final Set<Quantity> LEVELS =
      EnumSet.range(Quantity.BLACK_LEVEL, Quantity.LEVEL_95);

  static {
    LEVELS.add(Quantity.RED_TO_GREEN);
    LEVELS.add(Quantity.BLUE_TO_GREEN);
  }

  private static final int MOST_CAUSES = 3;
  private static final double NORMAL_QUANTILE = 1.959964;

  private final ReferencePopulation reference;
  private final BlurResponse blur;
  private final CameraMetadata stated;
  private final Moments gain;
  private final ProcessingIndicators signs;

  /**
   * Studies a reference.
   *
   * @param reference what was measured on its images
   * @param blur what a blur does to it
   * @param stated what was stated where they were measured, and where incoming ones are
   */
  public FindCause(QuantityTable reference, BlurResponse blur, CameraMetadata stated) {
    this.blur = blur;
    this.stated = stated;
    this.reference = ReferencePopulation.of(undoing(CameraDrift.NONE).of(reference), stated);
    gain = Moments.of(reference.known(Quantity.GAIN));
    signs = new ProcessingIndicators(reference);
  }

  private DriftInversion undoing(CameraDrift difference) {
    return new DriftInversion(difference, blur, stated);
  }

  /**
   * An explanation of a shift.
   *
   * @param causes the causes of a change of the camera; none for other content
   * @param fitted the fit of the camera; empty for other content
   * @param numbers how many parameters it has
   * @param cost how many it counts as, compared with other explanations
   * @param before χ² without it
   * @param chiSquare χ² that it leaves
   * @param score what explanations are compared by
   */
  private record Explanation(
      List<DriftCause> causes,
      Optional<ShiftFit.Solution> fitted,
      int numbers,
      int cost,
      double before,
      double chiSquare,
      double score) {
    static Explanation ofCamera(List<DriftCause> causes, ShiftFit.Solution fitted, int cost) {
      return new Explanation(
          causes,
          Optional.of(fitted),
          fitted.numbers(),
          cost,
          fitted.before(),
          fitted.chiSquare(),
          fitted.score());
    }

    static Explanation ofContent(double before, double chiSquare, int numbers) {
      return new Explanation(
          List.of(), Optional.empty(), numbers, numbers, before, chiSquare, chiSquare);
    }

    String words() {
      return fitted.isEmpty()
          ? "other content"
          : causes.stream().map(DriftCause::words).collect(Collectors.joining(" and "));
    }
  }

  /**
   * Returns how far the levels of each image lie from those of the reference with a difference of
   * the camera undone: the squared distance of Mahalanobis. What an image lacks counts as no
   * distance.
   */
  public double[] distances(QuantityTable incoming, CameraDrift difference) {
    ReferencePopulation known = reference.knownIn(incoming).only(LEVELS::contains);
    if (known.quantities().isEmpty()) {
      return new double[incoming.images()];
    }
    DecompositionSolver correlation = new CholeskyDecomposition(known.correlation()).getSolver();
    QuantityTable undone = undoing(difference).of(incoming);
    double[] distances = new double[incoming.images()];
    for (int i = 0; i < distances.length; i++) {
      double[] away = known.away(known.means(undone.rows(new int[] {i})));
      RealVector vector =
          new ArrayRealVector(
              Arrays.stream(away).map(each -> Double.isNaN(each) ? 0 : each).toArray(), false);
      distances[i] = vector.dotProduct(correlation.solve(vector));
    }
    return distances;
  }

  /**
   * Returns whether a move of the mean of a quantity that drifts shows processing after the sensor:
   * no camera moves it so far.
   */
  public static boolean isOfProcessing(Quantity quantity, double move) {
    double size = Math.abs(move);
    return (quantity == Quantity.NEIGHBOUR_CORRELATION && size > ProcessingIndicators.CORRELATED)
        || (quantity == Quantity.MISSING_CODES && size > ProcessingIndicators.MISSING);
  }

  /** Returns the change of the camera to which images are attributed. */
  public Attribution of(QuantityTable incoming) {
    List<Attribution.Shift> processed = signs.of(incoming);
    boolean resolved = resolvesGain(incoming);
    ReferencePopulation known =
        reference.knownIn(incoming).only(quantity -> resolved || !OF_THE_LINE.contains(quantity));
    if (known.quantities().isEmpty()) {
      return ofNoNumbers(processed);
    }
    Function<CameraDrift, double[]> undone =
        difference -> known.means(undoing(difference).of(incoming));
    ShiftFit fit = new ShiftFit(known, undone, incoming);
    List<DriftCause> determined =
        Arrays.stream(DriftCause.values())
            .filter(cause -> resolved || cause != DriftCause.GAIN)
            .filter(cause -> cause.numbers().stream().allMatch(fit::determines))
            .toList();
    List<Explanation> single = explanations(determined, 1, fit);
    double price = Math.log(Math.max(2, incoming.images()));
    Search search =
        new Search(fit, determined, processed, unmoved(single, fit), price, new ArrayList<>());
    if (!processed.isEmpty()) {
      return search.concluded(Attribution.Conclusion.NONE_OF_THESE);
    }
    if (search.unmoved >= ALPHA) {
      return search.concluded(Attribution.Conclusion.NOTHING);
    }
    for (int size = 1; size <= MOST_CAUSES; size++) {
      List<Explanation> explanations =
          new ArrayList<>(size == 1 ? single : explanations(determined, size, fit));
      explanations.sort(Comparator.comparingDouble(search::criterion));
      Optional<Explanation> enough = search.tried(explanations);
      if (enough.isPresent()) {
        return search.concluded(enough.get());
      }
    }
    return search.concluded(Attribution.Conclusion.NONE_OF_THESE);
  }

  /**
   * Returns whether the line of noise over signal shows the gain: images of one level have no line,
   * and then what moves all levels by a factor is light.
   */
  private boolean resolvesGain(QuantityTable incoming) {
    int came = incoming.known(Quantity.GAIN).length;
    return came > 0
        && gain.count() > 1
        && gain.mean() > RESOLVED * gain.deviation() * Math.sqrt(1.0 / gain.count() + 1.0 / came);
  }

  /**
   * One search.
   *
   * @param fit what it fits by
   * @param known the causes that the images determine
   * @param processed signs of software
   * @param unmoved the probability of so large a shift by chance
   * @param price what a parameter must lower χ² by
   * @param hypotheses what was tried so far, in the order of decision
   */
  private record Search(
      ShiftFit fit,
      List<DriftCause> known,
      List<Attribution.Shift> processed,
      double unmoved,
      double price,
      List<Attribution.Hypothesis> hypotheses) {

    private double criterion(Explanation explanation) {
      return explanation.score() + price * explanation.cost();
    }

    /** Tries explanations, and returns the first that leaves no more than chance. */
    Optional<Explanation> tried(List<Explanation> explanations) {
      Optional<Explanation> enough =
          explanations.stream()
              .filter(each -> left(each) >= ALPHA)
              .filter(
                  each -> fit.probability(each.before(), each.chiSquare(), each.numbers()) < ALPHA)
              .findFirst();
      explanations.forEach(
          each ->
              hypotheses.add(
                  new Attribution.Hypothesis(
                      each.words(),
                      each.numbers(),
                      each.chiSquare(),
                      left(each),
                      criterion(each),
                      enough.equals(Optional.of(each)))));
      return enough;
    }

    private double left(Explanation explanation) {
      return fit.probability(explanation.chiSquare(), explanation.numbers());
    }

    /** Concludes without an explanation. */
    Attribution concluded(Attribution.Conclusion conclusion) {
      return concluded(conclusion, List.of(), Optional.empty(), OptionalDouble.empty());
    }

    /** Concludes with an explanation. */
    Attribution concluded(Explanation enough) {
      OptionalDouble left = OptionalDouble.of(left(enough));
      return concluded(
          enough.fitted().isPresent()
              ? Attribution.Conclusion.CAMERA
              : Attribution.Conclusion.CONTENT,
          enough.causes(),
          enough.fitted(),
          left);
    }

    private Attribution concluded(
        Attribution.Conclusion conclusion,
        List<DriftCause> causes,
        Optional<ShiftFit.Solution> chosen,
        OptionalDouble left) {
      CameraDrift explained = chosen.map(ShiftFit.Solution::difference).orElse(CameraDrift.NONE);
      List<ShiftFit.Residual> rest = fit.shifted(explained);
      List<Attribution.Shift> furthest =
          fit.shifted(CameraDrift.NONE).stream()
              .map(
                  moved ->
                      new Attribution.Shift(
                          moved.quantity(),
                          moved.deviations(),
                          rest.stream()
                              .filter(each -> each.quantity() == moved.quantity())
                              .findFirst()
                              .orElseThrow()
                              .deviations()))
              .toList();
      return new Attribution(
          conclusion,
          causes,
          chosen.map(fitted -> withIntervals(causes, fitted)).orElse(List.of()),
          chosen.map(ShiftFit.Solution::correlations).orElse(List.of()),
          others(causes, known, fit),
          unmoved,
          left,
          hypotheses,
          processed,
          furthest);
    }
  }

  /** Returns the conclusion where images and reference have no quantity in common that varies. */
  private static Attribution ofNoNumbers(List<Attribution.Shift> processed) {
    return new Attribution(
        processed.isEmpty() ? Attribution.Conclusion.NOTHING : Attribution.Conclusion.NONE_OF_THESE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        1,
        OptionalDouble.empty(),
        List.of(),
        processed,
        List.of());
  }

  private List<Explanation> explanations(List<DriftCause> known, int size, ShiftFit fit) {
    List<Explanation> explanations = new ArrayList<>();
    for (List<DriftCause> causes : subsets(known, size)) {
      ShiftFit.Solution fitted =
          fit.fit(causes.stream().flatMap(cause -> cause.numbers().stream()).toList());
      // What was not measured in the dark shows by the line of noise, as the read noise does.
      boolean inferred = causes.contains(DriftCause.BLACK_LEVEL) && !stated.opticalBlack();
      explanations.add(Explanation.ofCamera(causes, fitted, fitted.numbers() + (inferred ? 1 : 0)));
    }
    if (size == 1) {
      explanations.add(
          Explanation.ofContent(
              fit.chiSquare(), fit.chiSquareOfContent(CONTENT_DIRECTIONS), CONTENT_DIRECTIONS));
    }
    return explanations;
  }

  /**
   * Returns the probability that chance alone moves images so far: along one of the directions that
   * an explanation moves them in, or in any (Bonferroni, most of it for the former).
   */
  private static double unmoved(List<Explanation> single, ShiftFit fit) {
    double along =
        single.stream()
            .mapToDouble(each -> fit.probability(each.before(), each.chiSquare(), each.numbers()))
            .min()
            .orElse(1);
    return Math.min(
        1,
        Math.min(
            fit.probability(fit.chiSquare(), 0) / ANY_DIRECTION,
            single.size() * along / (1 - ANY_DIRECTION)));
  }

  private static List<List<DriftCause>> subsets(List<DriftCause> of, int size) {
    if (size == 0) {
      return List.of(List.of());
    }
    List<List<DriftCause>> subsets = new ArrayList<>();
    for (int i = 0; i <= of.size() - size; i++) {
      for (List<DriftCause> rest : subsets(of.subList(i + 1, of.size()), size - 1)) {
        List<DriftCause> subset = new ArrayList<>(List.of(of.get(i)));
        subset.addAll(rest);
        subsets.add(subset);
      }
    }
    return subsets;
  }

  /** Returns every parameter that is not part of the explanation, fitted together with it. */
  private static List<Attribution.Fitted> others(
      List<DriftCause> causes, List<DriftCause> known, ShiftFit fit) {
    List<Attribution.Fitted> others = new ArrayList<>();
    for (DriftCause cause : known) {
      if (!causes.contains(cause)) {
        List<DriftCause> together = new ArrayList<>(causes);
        together.add(cause);
        List<DriftParameter> numbers =
            together.stream().flatMap(each -> each.numbers().stream()).toList();
        withIntervals(together, fit.fit(numbers)).stream()
            .filter(each -> cause.numbers().contains(each.number()))
            .forEach(others::add);
      }
    }
    return others;
  }

  private static List<Attribution.Fitted> withIntervals(
      List<DriftCause> causes, ShiftFit.Solution fitted) {
    List<Attribution.Fitted> fits = new ArrayList<>();
    int k = 0;
    for (DriftCause cause : causes) {
      for (DriftParameter number : cause.numbers()) {
        double value = fitted.difference().get(number);
        double reach = NORMAL_QUANTILE * fitted.error(k++);
        fits.add(
            new Attribution.Fitted(
                number,
                new Estimate(
                    number.value(value),
                    number.value(value - reach),
                    number.value(value + reach))));
      }
    }
    return fits;
  }

  /**
   * Images of a reference × incoming images → signs of software between the sensor and the file:
   * noise of neighbours that correlates as it did not before, codes that went missing, noise that
   * falls with light.
   *
   * @param reference what was measured on the images of the reference
   */
  private record ProcessingIndicators(QuantityTable reference) {
    private static final double CHANCE = 5;

    /** Sensors without faults stay below 0.02; what textures add is in the reference as well. */
    private static final double CORRELATED = 0.1;

    /** Of codes between frequent ones nearly all occur, and one in twenty is no accident. */
    private static final double MISSING = 0.05;

    /** Returns the signs, none where there is no processing to be seen. */
    List<Attribution.Shift> of(QuantityTable incoming) {
      List<Attribution.Shift> signs = new ArrayList<>();
      add(Quantity.NEIGHBOUR_CORRELATION, CORRELATED, incoming, signs);
      add(Quantity.MISSING_CODES, MISSING, incoming, signs);
      Moments gains = Moments.of(reference.known(Quantity.GAIN));
      if (gains.count() > 0 && isBelowNone(Moments.of(incoming.known(Quantity.GAIN)))) {
        add(Quantity.GAIN, Math.abs(gains.mean()) / 10, incoming, signs);
      }
      return signs;
    }

    /** Photons scatter the more the more there are: no camera has a gain below 0. */
    private static boolean isBelowNone(Moments gains) {
      return gains.count() > 1 && gains.mean() < -CHANCE * gains.error();
    }

    /**
     * Adds a quantity that moved.
     *
     * @param notable a move below is the scene's
     */
    private void add(
        Quantity quantity, double notable, QuantityTable incoming, List<Attribution.Shift> signs) {
      Moments usual = Moments.of(reference.known(quantity));
      Moments came = Moments.of(incoming.known(quantity));
      if (usual.count() < 2 || came.count() < 2) {
        return;
      }
      double move = came.mean() - usual.mean();
      double error = Math.hypot(came.error(), usual.error());
      if (Math.abs(move) > notable && Math.abs(move) > CHANCE * error) {
        double deviations = move / Math.max(usual.deviation(), notable / CHANCE);
        signs.add(new Attribution.Shift(quantity, deviations, deviations));
      }
    }
  }
}
