package dev.rawline.lab.quality.effect;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.cause.Attribution;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a camera differs by what its pictures look like, found by the gradients that the chain hands
 * back.
 *
 * @param numbers the parameters to which the batch is attributed; exposure and gain look alike.
 *     Intervals hold how images differ from each other
 * @param distance of the pictures' moments that is left, a mean square in deviations between images
 */
public record ViewMatch(List<Attribution.Fitted> numbers, double distance) {
  /** Copies the list. */
  public ViewMatch {
    numbers = List.copyOf(numbers);
  }

  /**
   * Returns it in a sentence, compared with the raw quantities: where the intervals have nothing in
   * common, the pictures show something else as well.
   */
  public String sentence(Attribution attribution) {
    return "By the gradients of the images: "
        + numbers.stream().map(Attribution.Fitted::words).collect(Collectors.joining("; "))
        + (numbers.stream().allMatch(each -> isPossible(each, attribution))
            ? "."
            : "; this disagrees with the raw quantities, which depend less on content: the content of the labelled data differs from that of the batch.");
  }

  private static boolean isPossible(Attribution.Fitted picture, Attribution attribution) {
    Estimate shown = picture.estimate();
    return attribution
        .fitted(picture.number())
        .map(Attribution.Fitted::estimate)
        .map(raw -> shown.low() <= raw.high() && raw.low() <= shown.high())
        .orElse(true);
  }
}
