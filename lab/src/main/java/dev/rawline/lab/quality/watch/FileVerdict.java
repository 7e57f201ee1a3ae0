package dev.rawline.lab.quality.watch;

import java.util.SequencedMap;

/**
 * What a judge says of a file.
 *
 * @param told what is written down of it: texts, whole and finite numbers, truth values, lists and
 *     maps of such
 * @param state what the next ruling needs of this one, of the same kinds: where charts stand
 */
public record FileVerdict(SequencedMap<String, Object> told, SequencedMap<String, Object> state) {

  /**
   * Copies both.
   *
   * @throws IllegalArgumentException if JSON cannot hold one of the values
   */
  public FileVerdict {
    told = JsonValues.copy(told);
    state = JsonValues.copy(state);
  }
}
