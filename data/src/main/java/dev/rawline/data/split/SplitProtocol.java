package dev.rawline.data.split;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The protocol of one or several splits of a data set, under its standard name. */
public sealed interface SplitProtocol {

  /** Returns the splits of a seed, which depend only on it and the data set. */
  List<Split> split(DataSet dataSet, long seed);

  /** Returns its name in files and on screens. */
  String words();

  /**
   * Independent random divisions by the same shares (Monte Carlo cross-validation): the test sides
   * of two of them overlap by chance.
   *
   * @param shares the share of each subset
   * @param repeats the number of splits, at least 1
   */
  record ShuffleSplit(SplitFractions shares, int repeats) implements SplitProtocol {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if there is no split
     */
    public ShuffleSplit {
      if (repeats < 1) {
        throw new IllegalArgumentException(
            "repeats is %d: expected 1 or more (splits)".formatted(repeats));
      }
    }

    @Override
    public List<Split> split(DataSet dataSet, long seed) {
      List<Subset> sides =
          List.of(Subset.values()).stream().filter(side -> shares.of(side) > 0).toList();
      List<Double> parts = sides.stream().map(shares::of).toList();
      List<Split> splits = new ArrayList<>();
      for (int repeat = 1; repeat <= repeats; repeat++) {
        List<List<String>> ids =
            new Partition(parts).of(dataSet.samples(), new Seed(seed, "shuffle split " + repeat));
        Map<Subset, List<String>> divided = new EnumMap<>(Subset.class);
        for (int i = 0; i < ids.size(); i++) {
          divided.put(sides.get(i), ids.get(i));
        }
        splits.add(new Split(divided));
      }
      return splits;
    }

    @Override
    public String words() {
      return repeats == 1 ? "shuffle split" : repeats + " repeated shuffle splits";
    }
  }

  /**
   * Cross-validation by k folds: the data set is partitioned into k parts, and each part is the
   * test subset of one split, so that every sample is tested exactly once.
   *
   * @param folds k, at least 2
   * @param validation the share of the rest for validation, 0 to below 1
   */
  record KFold(int folds, double validation) implements SplitProtocol {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are fewer than two folds or the share lies outside
     */
    public KFold {
      if (folds < 2) {
        throw new IllegalArgumentException(
            "folds is %d: expected 2 or more (parts)".formatted(folds));
      }
      if (!(validation >= 0 && validation < 1)) {
        throw new IllegalArgumentException(
            "the validation share is %s: expected 0 to below 1".formatted(validation));
      }
    }

    @Override
    public List<Split> split(DataSet dataSet, long seed) {
      Map<String, Sample> samples = new HashMap<>();
      dataSet.samples().forEach(sample -> samples.put(sample.id(), sample));
      List<Double> equal = Collections.nCopies(folds, 1.0 / folds);
      List<List<String>> parts =
          new Partition(equal).of(dataSet.samples(), new Seed(seed, "folds"));
      List<Split> splits = new ArrayList<>();
      for (int fold = 0; fold < folds; fold++) {
        List<String> rest = new ArrayList<>();
        for (int other = 0; other < folds; other++) {
          if (other != fold) {
            rest.addAll(parts.get(other));
          }
        }
        Map<Subset, List<String>> divided = new EnumMap<>(Subset.class);
        divided.put(Subset.TEST, parts.get(fold));
        if (validation > 0) {
          List<List<String>> kept =
              new Partition(List.of(1 - validation, validation))
                  .of(
                      rest.stream().map(samples::get).toList(),
                      new Seed(seed, "validation of fold " + (fold + 1)));
          divided.put(Subset.TRAIN, kept.get(0));
          divided.put(Subset.VALIDATION, kept.get(1));
        } else {
          divided.put(Subset.TRAIN, rest.stream().sorted().toList());
        }
        splits.add(new Split(divided));
      }
      return splits;
    }

    @Override
    public String words() {
      return folds + " folds";
    }
  }
}
