package dev.rawline.app.experiment;

import dev.rawline.app.options.PlanOptions;
import dev.rawline.lab.optimization.OptimizePlan;
import java.util.List;

/** Options for the keys of an optimization's plan that are changed most. */
final class OptimizePlanOptions extends PlanOptions {
  /** picocli makes it. */
  OptimizePlanOptions() {
    super(
        OptimizePlan.class,
        List.of(
            TRAINING,
            List.of(
                "start.theta",
                "start.gamma",
                "start.light",
                "training.theta_learning_rate",
                "reach",
                "acquisition.prices",
                "acquisition.retrain"),
            COMPARISON));
  }
}
