package dev.rawline.lab.quality.check;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rawline.lab.quality.verdict.Verdict;
import java.util.List;

/**
 * An image that is an outlier.
 *
 * @param index its place in the batch, from 0
 * @param image its name
 * @param verdict how badly
 * @param why in words, each with numbers and units
 * @param certain the verdict by those faults alone that no image shows by chance, such as codes
 *     that do not exist; how often chance makes the others is compared with the reference
 */
public record FlaggedImage(
    @JsonIgnore int index,
    String image,
    Verdict verdict,
    List<String> why,
    @JsonIgnore Verdict certain) {
  /** Copies the list. */
  public FlaggedImage {
    why = List.copyOf(why);
  }

  /** An image whose faults are all certain. */
  public FlaggedImage(int index, String image, Verdict verdict, List<String> why) {
    this(index, image, verdict, why, verdict);
  }
}
