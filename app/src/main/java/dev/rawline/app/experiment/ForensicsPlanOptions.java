package dev.rawline.app.experiment;

import dev.rawline.app.options.PlanOptions;
import dev.rawline.lab.forensics.ForensicsPlan;
import java.util.List;
import java.util.stream.Stream;

/** Options for the keys of a plan of forensics that are changed most. */
final class ForensicsPlanOptions extends PlanOptions {
  /** picocli makes it. */
  ForensicsPlanOptions() {
    super(
        ForensicsPlan.class,
        List.of(
            TRAINING,
            List.of(
                "model",
                "isp",
                "tolerance.delta",
                "tolerance.parameters",
                "worst_case.groups",
                "worst_case.closeness",
                "worst_case.limits",
                "worst_case.lambdas",
                "worst_case.evaluations",
                "worst_case.restarts",
                "worst_case.search",
                "samples"),
            COMPARISON));
  }

  /** Returns the keys that say how a model is trained. */
  static List<String> ofTraining() {
    return Stream.concat(Stream.of("isp"), TRAINING.stream())
        .filter(key -> !key.equals(DATA) && !key.equals("name"))
        .toList();
  }
}
