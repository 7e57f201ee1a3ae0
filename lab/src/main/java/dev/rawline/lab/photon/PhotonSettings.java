package dev.rawline.lab.photon;

import dev.rawline.data.file.JsonRecords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What is measured of photon noise.
 *
 * @param confidence the probability that a prediction must stay the same in the least light, above
 *     0.5, below 1
 * @param within how far a number may move before it counts as another answer, in its own unit; of a
 *     segmentation the share of the picture that objects cover (default: {@value #USUAL_SHARE}); of
 *     a classification none
 * @param lights the intensities at which the prediction is checked by simulated recordings, each
 *     above 0; above 1, that many recordings are averaged
 * @param checked how many samples are checked, at even distances; 0 for none
 * @param draws how many further recordings of each are drawn in each light, 20 to 100000
 * @param seed what they are drawn from
 */
public record PhotonSettings(
    double confidence,
    Optional<Double> within,
    List<Double> lights,
    int checked,
    int draws,
    long seed) {

  /** The default of how far the share that objects cover may move. */
  public static final double USUAL_SHARE = 0.01;

  /** The defaults. */
  public static final PhotonSettings USUAL =
      new PhotonSettings(
          0.95, Optional.empty(), List.of(10.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01), 8, 200, 1);

  private static final int FEWEST_DRAWS = 20;
  private static final int MOST_DRAWS = 100_000;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one has no meaning; the message names all that have none
   */
  public PhotonSettings {
    lights = List.copyOf(lights);
    List<String> mistakes = new ArrayList<>();
    if (!(confidence > 0.5 && confidence < 1)) {
      mistakes.add(
          "confidence is %s: expected above 0.5 and below 1, such as 0.95".formatted(confidence));
    }
    within
        .filter(distance -> !(distance > 0) || distance.isInfinite())
        .ifPresent(
            distance ->
                mistakes.add(
                    "within is %s: expected a finite number above 0 (the answer's own unit)"
                        .formatted(distance)));
    for (double light : lights) {
      if (!(light > 0) || Double.isInfinite(light)) {
        mistakes.add(
            "light is %s: expected a finite number above 0 (share of the light)".formatted(light));
      }
    }
    if (checked < 0) {
      mistakes.add("%d samples are to be checked: expected 0 or more".formatted(checked));
    }
    if (draws < FEWEST_DRAWS || draws > MOST_DRAWS) {
      mistakes.add("draws is %d: expected %d to %d".formatted(draws, FEWEST_DRAWS, MOST_DRAWS));
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }

  /** Returns the settings by name, as in a record. */
  SequencedMap<String, String> texts() {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    JsonRecords.values(this).forEach((name, value) -> texts.put(name, String.valueOf(value)));
    if (within.isEmpty()) {
      texts.remove("within");
    }
    return texts;
  }

  /** Returns them as a plan: a line each. */
  String text() {
    return texts().entrySet().stream()
        .map(each -> each.getKey() + ": " + each.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
