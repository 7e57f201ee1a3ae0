package dev.rawline.app.options;

import dev.rawline.lab.generate.GeneratePlan;

/** The keys of the plan of a generative model as options of a command. */
public final class GeneratePlanOptions extends PlanOptions {
  /** All keys. */
  public static final GeneratePlanOptions ALL = new GeneratePlanOptions();

  GeneratePlanOptions() {
    super(GeneratePlan.FILE.keys().descriptions(), GeneratePlan.FILE.option());
  }
}
