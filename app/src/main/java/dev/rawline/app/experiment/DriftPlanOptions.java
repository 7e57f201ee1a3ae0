package dev.rawline.app.experiment;

import dev.rawline.app.options.PlanOptions;
import dev.rawline.lab.drift.DriftPlan;
import java.util.List;

/** Options for the keys of a drift plan that are changed most: {@code --splits 3} and so on. */
final class DriftPlanOptions extends PlanOptions {
  /** picocli makes it. */
  DriftPlanOptions() {
    super(
        DriftPlan.class,
        List.of(
            TRAINING,
            List.of(
                "train.views",
                "test.views",
                "train.augment",
                "corruptions.names",
                "corruptions.severities",
                "corruptions.constants"),
            COMPARISON));
  }
}
