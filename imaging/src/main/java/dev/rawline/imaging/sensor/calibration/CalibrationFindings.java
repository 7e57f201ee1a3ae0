package dev.rawline.imaging.sensor.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The violated preconditions of a calibration: errors, and warnings with their effects. */
final class CalibrationFindings {
  /** The effect of a problem that leaves nothing to evaluate. */
  static final String NO_MEASUREMENT = "no calibration is possible";

  private final boolean isStrict;
  private final List<CalibrationWarning> found = new ArrayList<>();
  private final Map<String, List<CalibrationWarning>> alike = new LinkedHashMap<>();
  private final List<CalibrationWarning> warnings = new ArrayList<>();

  /**
   * Prepares an empty list.
   *
   * @param isStrict whether a violation that leaves a measurement is an error too
   */
  CalibrationFindings(boolean isStrict) {
    this.isStrict = isStrict;
  }

  /** Returns the violations that are no errors. */
  List<CalibrationWarning> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Rejects the frames for what was found, or turns it into warnings.
   *
   * @throws UnsuitableFramesException if there is an error; the message lists all
   */
  void rejectProblems() {
    for (List<CalibrationWarning> group : alike.values()) {
      int others = group.size() - 1;
      CalibrationWarning first = group.getFirst();
      found.add(
          new CalibrationWarning(
              switch (others) {
                case 0 -> first.problem();
                case 1 -> first.problem() + " (and 1 other pair)";
                default -> first.problem() + " (and %d other pairs)".formatted(others);
              },
              first.effect()));
    }
    List<String> problems =
        found.stream()
            .filter(each -> isStrict || each.effect().equals(NO_MEASUREMENT))
            .map(CalibrationWarning::problem)
            .toList();
    if (!problems.isEmpty()) {
      throw new UnsuitableFramesException(problems);
    }
    warnings.addAll(found);
    found.clear();
    alike.clear();
  }

  /** Adds a problem. */
  void add(String problem, String effect) {
    found.add(new CalibrationWarning(problem, effect));
  }

  /** Adds a problem that can affect many pairs: the first is listed, the others are counted. */
  void addAlike(String kind, String problem, String effect) {
    alike
        .computeIfAbsent(kind, first -> new ArrayList<>())
        .add(new CalibrationWarning(problem, effect));
  }

  boolean isStrict() {
    return isStrict;
  }

  /** Returns the number of kinds of problems that were found since the last rejection. */
  int size() {
    return found.size() + alike.size();
  }
}
