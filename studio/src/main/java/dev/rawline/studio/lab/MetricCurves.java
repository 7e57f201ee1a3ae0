package dev.rawline.studio.lab;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.workbench.book.RunLog.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A metric of many runs over common steps.
 *
 * @param steps the steps; of very many, the last of each of equal sections
 * @param curves the curve of every run that has the metric
 * @param groups the means of runs that belong together
 */
record MetricCurves(List<Long> steps, List<Curve> curves, List<Group> groups) {
  /** The most numbers that are sent; a curve of more is shown by the means of its sections. */
  private static final int MOST_NUMBERS = 250_000;

  private static final int MOST_STEPS = 2000;
  private static final int MOST_GROUPS = 12;

  /**
   * The curve of a run.
   *
   * @param run the run
   * @param values its values, one for each step; null where it has none
   */
  record Curve(long run, List<Double> values) {}

  /**
   * The mean of the curves of some runs, with its confidence interval over runs by Student's t
   * ({@link SplitValues#estimate}).
   *
   * @param name what they have in common
   * @param runs how many they are
   * @param means the mean at each step; null where none of them has a value
   * @param lows the lower bounds; null where no interval is known, of fewer than five runs
   * @param highs the upper bounds
   */
  record Group(String name, int runs, List<Double> means, List<Double> lows, List<Double> highs) {}

  /**
   * Arranges curves.
   *
   * @param measured the metric of each run, by step
   * @param names the group of each run; runs without one are in none
   * @throws IllegalArgumentException if there are too many groups
   */
  static MetricCurves of(Map<Long, List<Measured>> measured, Map<Long, String> names) {
    TreeSet<Long> all = new TreeSet<>();
    measured.values().forEach(steps -> steps.forEach(each -> all.add(each.step())));
    int most = Math.min(MOST_STEPS, MOST_NUMBERS / Math.max(1, measured.size()));
    Sections sections = Sections.of(List.copyOf(all), most);
    List<Curve> curves = new ArrayList<>();
    Map<String, List<Curve>> groups = new TreeMap<>();
    measured.forEach(
        (run, values) -> {
          Curve curve = new Curve(run, sections.means(values));
          curves.add(curve);
          if (names.containsKey(run)) {
            groups.computeIfAbsent(names.get(run), _ -> new ArrayList<>()).add(curve);
          }
        });
    if (groups.size() > MOST_GROUPS) {
      throw new IllegalArgumentException(
          "the runs fall into %d groups: expected at most %d, choose another parameter"
              .formatted(groups.size(), MOST_GROUPS));
    }
    return new MetricCurves(
        sections.ends(),
        curves,
        groups.entrySet().stream().map(each -> group(each.getKey(), each.getValue())).toList());
  }

  private static Group group(String name, List<Curve> curves) {
    List<Double> means = new ArrayList<>();
    List<Double> lows = new ArrayList<>();
    List<Double> highs = new ArrayList<>();
    for (int step = 0; step < curves.getFirst().values().size(); step++) {
      SortedMap<Integer, Double> values = new TreeMap<>();
      for (int i = 0; i < curves.size(); i++) {
        Double value = curves.get(i).values().get(step);
        if (value != null) {
          values.put(i, value);
        }
      }
      Estimate mean = values.isEmpty() ? null : new SplitValues(values).estimate();
      boolean known = mean != null && mean.hasInterval();
      means.add(mean == null ? null : Double.valueOf(mean.value()));
      lows.add(known ? Double.valueOf(mean.low()) : null);
      highs.add(known ? Double.valueOf(mean.high()) : null);
    }
    return new Group(name, curves.size(), means, lows, highs);
  }

  /**
   * Consecutive steps that are shown as one.
   *
   * @param ends the last step of each section
   * @param places the section of every step
   */
  private record Sections(List<Long> ends, Map<Long, Integer> places) {
    static Sections of(List<Long> steps, int most) {
      int count = Math.min(most, steps.size());
      Map<Long, Integer> places = new LinkedHashMap<>();
      List<Long> ends = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        int place = (int) ((long) i * count / steps.size());
        places.put(steps.get(i), place);
        if (place == ends.size()) {
          ends.add(steps.get(i));
        } else {
          ends.set(place, steps.get(i));
        }
      }
      return new Sections(ends, places);
    }

    List<Double> means(List<Measured> values) {
      double[] sums = new double[ends.size()];
      int[] counts = new int[ends.size()];
      for (Measured each : values) {
        if (Double.isFinite(each.value())) {
          int place = places.get(each.step());
          sums[place] += each.value();
          counts[place]++;
        }
      }
      List<Double> means = new ArrayList<>(sums.length);
      for (int i = 0; i < sums.length; i++) {
        means.add(counts[i] == 0 ? null : Double.valueOf(sums[i] / counts[i]));
      }
      return means;
    }
  }
}
