package dev.rawline.lab.quality.cause;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sentences about the drift of a camera. */
final class CauseDescription {
  private static final double PERCENT = 100;
  private static final int NAMED = 3;

  private CauseDescription() {}

  static String of(Attribution.Fitted fitted) {
    String name = fitted.number().toString().replace('_', ' ');
    if (fitted.number().isRatio()) {
      return String.format(
              Locale.ROOT,
              "%s %+.1f %% (95 %%: %+.1f to %+.1f %%)",
              name,
              PERCENT * (fitted.value() - 1),
              PERCENT * (fitted.low() - 1),
              PERCENT * (fitted.high() - 1))
          .replace('-', '−');
    }
    return String.format(
            Locale.ROOT,
            "%s %+.2f %s (95 %%: %+.2f to %+.2f %s)",
            name,
            fitted.value(),
            fitted.number().unit(),
            fitted.low(),
            fitted.high(),
            fitted.number().unit())
        .replace('-', '−');
  }

  static String sentence(Attribution attribution) {
    return switch (attribution.conclusion()) {
      case NOTHING -> "The camera is as in the reference, as far as these images show.";
      case CAMERA ->
          attribution.chosen().stream()
                  .map(Attribution.Fitted::words)
                  .collect(Collectors.joining("; "))
              + "; "
              + rest(attribution)
              + ".";
      case CONTENT ->
          "None of these: what the images show has changed, along what differs between images of the reference anyway; no change of the camera explains it better.";
      case NONE_OF_THESE ->
          attribution.signs().isEmpty()
              ? "None of these: no change of exposure, gain, black level, white balance, blur and read noise, nor of what the images show, explains what moved most ("
                  + names(attribution.furthest())
                  + "): look for something after the sensor."
              : "None of these: no camera moves "
                  + names(attribution.signs())
                  + " as they have moved: look for software between the sensor and the file.";
    };
  }

  /** What is left is no more than chance, but of several numbers one may still seem to move. */
  private static String rest(Attribution attribution) {
    List<String> moved =
        attribution.others().stream()
            .filter(each -> !each.isInside())
            .map(Attribution.Fitted::words)
            .toList();
    return moved.isEmpty()
        ? "everything else inside"
        : "nothing else beyond chance, though " + String.join(" and ", moved) + " would fit as well";
  }

  private static String names(List<Attribution.Away> moved) {
    return moved.stream()
        .limit(NAMED)
        .map(away -> away.quantity().toString().replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
