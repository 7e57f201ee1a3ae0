package dev.rawline.lab.quality.page;

import java.util.List;

/**
 * Which physical cause explains how a batch differs from the reference, and how much worse others
 * would.
 *
 * @param sentence what is said: "exposure −38 % ± 2 %, everything else inside"
 * @param causes each number that was fitted; may be empty
 * @param misfit what tells how badly an explanation fits, the less the better: "χ² per quantity"
 * @param explanations what was tried, the best first; may be empty
 */
public record CauseFindings(
    String sentence, List<FittedCause> causes, String misfit, List<Explanation> explanations) {

  /**
   * One explanation.
   *
   * @param cause what moves: "exposure", "gain and black level", "nothing", "none of these" …
   * @param misfit how badly it fits
   * @param words what else is to be said of it; may be empty
   */
  public record Explanation(String cause, double misfit, String words) {}

  /** Copies the lists. */
  public CauseFindings {
    causes = List.copyOf(causes);
    explanations = List.copyOf(explanations);
  }
}
