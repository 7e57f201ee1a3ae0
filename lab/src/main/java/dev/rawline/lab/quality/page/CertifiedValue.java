package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.NamedLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.learning.metric.IntervalEstimate;
import java.util.List;
import java.util.Optional;

/**
 * A number that somebody signs for.
 *
 * @param name what a person calls it
 * @param unit its unit; empty where it has none
 * @param estimate the number with its interval, whose level is the coverage
 * @param method how number and interval were found
 * @param from what it was measured on: images, dates, files
 * @param limits the limits, each with who sets it; may be empty
 * @param judgement whether it conforms; empty where no limit judges it
 */
public record CertifiedValue(
    String name,
    String unit,
    IntervalEstimate estimate,
    String method,
    String from,
    List<NamedLimits> limits,
    Optional<Verdict> judgement) {
  /** Copies the list. */
  public CertifiedValue {
    limits = List.copyOf(limits);
  }
}
