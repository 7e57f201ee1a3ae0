package dev.rawline.lab.quality.effect;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.reference.FrameMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The camera parameters that would undo its drift, within bounds. Nothing applies them: applying it
 * is the user's decision.
 *
 * <p>Light and gain are undone by higher or lower gains of the white balance, an offset by the
 * black level. Blur and noise cannot be undone by parameters and are reported as left.
 *
 * @param difference what happened
 * @param undone as much of it as the parameters undo
 * @param changes number by number
 * @param left what no parameter undoes, in words
 */
public record Compensation(
    CameraDrift difference, CameraDrift undone, List<Change> changes, List<String> left) {

  /** Copies the lists. */
  public Compensation {
    changes = List.copyOf(changes);
    left = List.copyOf(left);
  }

  /**
   * A number that is moved.
   *
   * @param name {@code black_level} [DN, added] or {@code white_balance[0]} … (a factor)
   * @param unit its unit
   * @param value by how much, or by which factor, within bounds
   * @param wanted by how much, or by which factor, it would have to be moved
   * @param low the lower end of the 95 % interval of what is wanted
   * @param high the upper end
   */
  public record Change(
      String name, String unit, double value, double wanted, double low, double high) {
    /** Returns whether more is wanted than the bounds allow. */
    @JsonProperty("at_bound")
    public boolean bounded() {
      return value != wanted;
    }

    /** Returns the change in words. */
    public String words() {
      String moved = amount(value);
      return bounded()
          ? "%s %s, its bound; %s (95 %%: %s to %s) would undo all"
              .formatted(name, moved, amount(wanted), amount(low), amount(high))
          : "%s %s (95 %%: %s to %s)".formatted(name, moved, amount(low), amount(high));
    }

    /** Returns a value of it in words: {@code +3.0 DN} or {@code × 0.7143}. */
    public String amount(double number) {
      return String.format(Locale.ROOT, unit.equals("DN") ? "%+.1f DN" : "× %.4f", number);
    }
  }

  /** Returns it with nothing moved: what happened stays known. */
  Compensation withdrawn() {
    return new Compensation(difference, CameraDrift.NONE, List.of(), left);
  }

  /** Returns whether there is anything to move. */
  public boolean isNone() {
    return changes.isEmpty();
  }

  /** Proposes the parameters that undo an attributed drift. */
  public static Compensation of(
      Attribution attribution, CompensationBounds bounds, FrameMetadata frame) {
    CameraDrift difference = PredictEffect.difference(attribution);
    Map<DriftParameter, Double> undone = new EnumMap<>(DriftParameter.class);
    List<Change> changes = new ArrayList<>();
    attribution
        .fitted(DriftParameter.BLACK_LEVEL)
        .ifPresent(
            fitted -> {
              double most = bounds.black() * (frame.white() - frame.black().mean());
              Estimate wanted = fitted.estimate();
              double moved = Math.clamp(wanted.value(), -most, most);
              undone.put(DriftParameter.BLACK_LEVEL, moved);
              changes.add(
                  new Change(
                      "black_level", "DN", moved, wanted.value(), wanted.low(), wanted.high()));
            });
    gains(attribution, bounds, undone, changes);
    return new Compensation(difference, new CameraDrift(undone), changes, left(attribution));
  }

  private static void gains(
      Attribution attribution,
      CompensationBounds bounds,
      Map<DriftParameter, Double> undone,
      List<Change> changes) {
    CameraDrift difference = PredictEffect.difference(attribution);
    double all = difference.get(DriftParameter.EXPOSURE) + difference.get(DriftParameter.GAIN);
    double red = difference.get(DriftParameter.RED);
    double blue = difference.get(DriftParameter.BLUE);
    if (all == 0 && red == 0 && blue == 0) {
      return;
    }
    double[] logs = {all + red, all, all + blue};
    List<Set<DriftParameter>> summed =
        List.of(
            EnumSet.of(DriftParameter.EXPOSURE, DriftParameter.GAIN, DriftParameter.RED),
            EnumSet.of(DriftParameter.EXPOSURE, DriftParameter.GAIN),
            EnumSet.of(DriftParameter.EXPOSURE, DriftParameter.GAIN, DriftParameter.BLUE));
    double most = Math.log(bounds.factor());
    double[] moved = new double[logs.length];
    for (int colour = 0; colour < logs.length; colour++) {
      moved[colour] = Math.clamp(logs[colour], -most, most);
      double reach = attribution.reach(summed.get(colour));
      changes.add(
          new Change(
              "white_balance[%d]".formatted(colour),
              "factor",
              Math.exp(-moved[colour]),
              Math.exp(-logs[colour]),
              Math.exp(-logs[colour] - reach),
              Math.exp(-logs[colour] + reach)));
    }
    undone.put(DriftParameter.EXPOSURE, moved[1]);
    undone.put(DriftParameter.RED, moved[0] - moved[1]);
    undone.put(DriftParameter.BLUE, moved[2] - moved[1]);
  }

  private static List<String> left(Attribution attribution) {
    List<String> left = new ArrayList<>();
    attribution
        .fitted(DriftParameter.BLUR)
        .ifPresent(fitted -> left.add(fitted.words() + ": blur cannot be undone"));
    attribution
        .fitted(DriftParameter.READ_NOISE)
        .ifPresent(fitted -> left.add(fitted.words() + ": the noise remains in the image"));
    attribution
        .fitted(DriftParameter.EXPOSURE)
        .filter(fitted -> fitted.estimate().value() < 1)
        .ifPresent(
            fitted ->
                left.add(
                    "the light that was not recorded: higher gains leave the noise of %.2f of the light"
                        .formatted(fitted.estimate().value())));
    return left;
  }

  /** The drift that a compensation undoes ↔ the key {@code undone} of {@code compensation.json}. */
  public static final class CompensationFiles {
    /** The name of the file. */
    public static final String NAME = "compensation.json";

    private static final String UNDONE = "undone";

    private CompensationFiles() {}

    /** Returns the values of the key: ratios, differences and signed standard deviations. */
    public static SequencedMap<String, Double> undone(CameraDrift undone) {
      SequencedMap<String, Double> values = new LinkedHashMap<>();
      for (DriftParameter number : DriftParameter.values()) {
        values.put(number.toString(), undone.value(number));
      }
      return values;
    }

    /**
     * Reads it.
     *
     * @throws RejectedFileException if the file holds no compensation
     */
    public static CameraDrift read(Path file) throws IOException {
      if (!(JsonFile.read(file).get(UNDONE) instanceof Map<?, ?> values)) {
        throw new RejectedFileException(
            file, "holds no compensation", "name a compensation.json of quality compensate");
      }
      Map<DriftParameter, Double> kept = new EnumMap<>(DriftParameter.class);
      for (DriftParameter number : DriftParameter.values()) {
        if (values.get(number.toString()) instanceof Number value) {
          kept.put(number, number.coordinate(value.doubleValue()));
        }
      }
      return new CameraDrift(kept);
    }
  }
}
