package dev.rawline.lab.quality.watch;

import java.util.Map;

/**
 * The findings for a file.
 *
 * @param findings what the journal keeps of it: texts, whole and finite numbers, truth values, lists
 *     and maps of such
 * @param state what the next file needs of this one, of the same kinds: the states of charts
 */
public record FileVerdict(Map<String, Object> findings, Map<String, Object> state) {

  /**
   * Copies both.
   *
   * @throws IllegalArgumentException if JSON cannot hold one of the values
   */
  public FileVerdict {
    findings = JsonValues.copy(findings);
    state = JsonValues.copy(state);
  }
}
