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
 */
public record FlaggedImage(@JsonIgnore int index, String image, Verdict verdict, List<String> why) {
  /** Copies the list. */
  public FlaggedImage {
    why = List.copyOf(why);
  }
}
