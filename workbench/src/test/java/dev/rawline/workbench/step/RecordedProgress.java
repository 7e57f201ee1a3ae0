package dev.rawline.workbench.step;

import java.util.ArrayList;
import java.util.List;

/** Records the progress of a runner, one line for each call. */
final class RecordedProgress implements StepListener {
  private final List<String> lines = new ArrayList<>();

  /** Returns the recorded calls, in their order. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private synchronized void add(String line) {
    lines.add(line);
  }

  @Override
  public void begins(List<Step<?>> toRun, int reused) {
    add("runs %d, reuses %d".formatted(toRun.size(), reused));
  }

  @Override
  public void begins(Step<?> step) {
    add(step.name() + " begins");
  }

  @Override
  public void reports(Step<?> step, long done, long all, String words) {
    add("%s %d/%d %s".formatted(step.name(), done, all, words));
  }

  @Override
  public void notes(Step<?> step, String note) {
    add(step.name() + " " + note);
  }

  @Override
  public void ends(Step<?> step, StepOutcome end) {
    add(
        step.name()
            + switch (end) {
              case StepOutcome.Finished _ -> " is finished";
              case StepOutcome.Reused() -> " is reused";
              case StepOutcome.Stopped() -> " is stopped";
              case StepOutcome.Failed(String why) -> " failed: " + why;
              case StepOutcome.LeftOut(String failed) -> " is left out: " + failed;
            });
  }
}
