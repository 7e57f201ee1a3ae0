package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The state of a watch: {@code status.json}.
 *
 * @param verdict the last file's verdict, and at least a warning while a chart signals
 * @param sentence what it follows from
 * @param signals the quantities whose charts signal
 * @param passed how many files passed so far
 * @param warned how many files warned
 * @param failed how many files failed
 * @param last the name of the last file
 * @param written when it was written
 */
public record WatchStatus(
    Verdict verdict,
    String sentence,
    List<String> signals,
    long passed,
    long warned,
    long failed,
    Optional<String> last,
    String written) {
  /** Copies the list. */
  public WatchStatus {
    signals = List.copyOf(signals);
  }
}
