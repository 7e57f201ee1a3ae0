package dev.rawline.lab.quality.page;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.quality.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** A number without a unit that passes. */
record ExampleNumber(Optional<Spread> spread, Estimate estimate, List<AcceptanceLimits> limits)
    implements JudgedNumber {
  @Override
  public String label() {
    return "q";
  }

  @Override
  public String unit() {
    return "1";
  }

  @Override
  public Optional<Verdict> judged() {
    return Optional.of(Verdict.PASS);
  }
}
