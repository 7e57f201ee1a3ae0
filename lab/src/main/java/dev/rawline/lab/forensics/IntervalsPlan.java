package dev.rawline.lab.forensics;

import dev.rawline.data.yaml.WordList;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Described;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.evaluation.RecaptureSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The search for intervals in which a model keeps its metric. */
public record IntervalsPlan(
    @Described(
            meaning = "the tolerated drop of the metric; for fractions in percentage points",
            unit = "points",
            min = 0)
        Double delta,
    @Described(
            meaning =
                "the parameters: names as in θ or of the physical layer; a group for all its"
                    + " parameters; all; whole for those that a person sets; or none")
        WordList parameters,
    @Described(
            meaning = "the number of values on each side of the default one, densest near it",
            min = 2,
            max = 100)
        Integer steps,
    @Described(
            meaning = "the precision of a bound, relative to its distance from the default value",
            above = 0,
            max = 0.5)
        Double precision,
    @Described(
            meaning = "values per axis of the map of the two most sensitive; 0 for no map",
            min = 0,
            max = 32)
        Integer map,
    @Described(
            meaning = "the size of the joint box, of the most sensitive ones; 0 for no box",
            min = 0)
        Integer box,
    @Described(meaning = "the points evaluated before a box is accepted", min = 4)
        Integer boxPoints) {
  private static final String NONE = "none";
  private static final String ALL = "all";
  private static final String WHOLE = "whole";

  /** Fills in the defaults. */
  public IntervalsPlan {
    delta = delta == null ? Double.valueOf(2) : delta;
    parameters = parameters == null ? WordList.of(ALL) : parameters;
    steps = steps == null ? 8 : steps;
    precision = precision == null ? Double.valueOf(0.05) : precision;
    map = map == null ? 4 : map;
    box = box == null ? 6 : box;
    boxPoints = boxPoints == null ? 48 : boxPoints;
  }

  /** Returns whether there is anything to look for. */
  boolean isWanted() {
    return !parameters.isAlone(NONE);
  }

  /**
   * Returns the parameters that are examined, in the order of the subject.
   *
   * @param known all that there are
   * @param theta the numbers of the chain
   * @throws IllegalArgumentException if there is no number of a name; the message lists all
   */
  List<CameraParameter> chosen(List<CameraParameter> known, Theta theta) {
    if (parameters.isAlone(ALL)) {
      return known;
    }
    List<String> arrays =
        theta.parameters().stream()
            .filter(parameter -> parameter.size() > 1)
            .map(Parameter::name)
            .toList();
    List<String> names = new ArrayList<>();
    for (String word : parameters.words()) {
      List<String> meant =
          known.stream()
              .map(CameraParameter::name)
              .filter(
                  name ->
                      word.equals(WHOLE)
                          ? arrays.stream().noneMatch(array -> name.startsWith(array + "["))
                          : name.equals(word) || name.startsWith(word + "["))
              .toList();
      if (meant.isEmpty()) {
        throw new IllegalArgumentException(
            "tolerance.parameters names '%s', %s: expected all, whole, none, or some of %s"
                .formatted(
                    word,
                    RecaptureSettings.NAMES.contains(word)
                        ? "which is worked out by the sensor that recorded, and nothing describes"
                            + " it (name a sensor.yaml by the key sensor)"
                        : "which is no number of this camera",
                    known.stream()
                        .map(parameter -> parameter.name().replaceFirst("\\[.*", ""))
                        .distinct()
                        .collect(Collectors.joining(", "))));
      }
      names.addAll(meant);
    }
    return known.stream().filter(parameter -> names.contains(parameter.name())).toList();
  }
}
