package dev.rawline.lab.dataset;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.camera.ExpectedCharge;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.text.NumberText;
import java.util.List;
import java.util.Map;

/**
 * What of pictures' light no raw image of a camera can hold: mean shares over the pictures.
 *
 * @param negative of the samples need light below 0, and became 0
 * @param saturated of the samples exceed what the sensor holds, and were cut
 * @param unreachable of the pixels have a colour that the camera cannot make
 */
public record ClippedLight(double negative, double saturated, double unreachable) {
  static final String RECORD = "clippedLight";

  /** A share that is worth a word. */
  private static final double WORTH_A_WORD = 0.01;

  /** Returns the record of one picture. */
  static Map<String, Object> record(ExpectedCharge expected) {
    return JsonRecords.values(
        new ClippedLight(expected.negative(), expected.saturated(), expected.unreachable()));
  }

  /** Returns the means of what records hold. */
  static ClippedLight of(List<Map<String, Object>> records) {
    return new ClippedLight(
        mean(records, "negative"), mean(records, "saturated"), mean(records, "unreachable"));
  }

  private static double mean(List<Map<String, Object>> records, String which) {
    return records.stream()
        .map(record -> record.get(RECORD))
        .mapToDouble(
            recorded ->
                recorded instanceof Map<?, ?> shares && shares.get(which) instanceof Number share
                    ? share.doubleValue()
                    : 0)
        .average()
        .orElse(0);
  }

  /** Notes a picture more than a hundredth of whose samples are clipped. */
  static void note(ExpectedCharge expected, Progress progress) {
    if (expected.negative() > WORTH_A_WORD) {
      progress.note(
          perCent(expected.negative())
              + " of its samples would need negative light, for colours outside the camera's gamut:"
              + " they become 0");
    }
    if (expected.saturated() > WORTH_A_WORD) {
      progress.note(
          perCent(expected.saturated())
              + " of its samples exceed saturation and are clipped: less light (--light) would"
              + " avoid that");
    }
  }

  /** Returns it in words. */
  public String words() {
    return "%s of the samples would need negative light, %s exceed saturation; %s of the pixels have a colour outside the camera's gamut"
        .formatted(perCent(negative), perCent(saturated), perCent(unreachable));
  }

  private static String perCent(double share) {
    return NumberText.brief(100 * share) + " %";
  }
}
