package dev.rawline.studio.plan;

import java.nio.file.Path;
import java.util.List;

/**
 * A plan that is to run.
 *
 * @param command which command runs it
 * @param plan its file, absolute and without links
 * @param out the folder of the results, absolute and without links
 * @param planName the plan as the page names it
 * @param outName the folder as the page names it
 */
record PlanRequest(PlanCommand command, Path plan, Path out, String planName, String outName) {
  /** Returns the arguments of the program. */
  List<String> arguments() {
    return command.arguments(plan, out);
  }
}
