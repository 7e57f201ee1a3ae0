package dev.rawline.lab.experiment;

import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;

/** Records the steps that are run, and can request a stop after a number of them. */
public final class StepRecorder implements StepListener {
  private final List<String> names = Collections.synchronizedList(new ArrayList<>());
  private final IntConsumer after;

  public StepRecorder() {
    this(_ -> {});
  }

  /** Calls back at the start of every step, with the number of steps that have started. */
  public StepRecorder(IntConsumer after) {
    this.after = after;
  }

  @Override
  public void begins(List<Step<?>> toRun, int reused) {}

  @Override
  public void begins(Step<?> step) {
    names.add(step.name());
    after.accept(names.size());
  }

  @Override
  public void reports(Step<?> step, long done, long all, String words) {}

  @Override
  public void notes(Step<?> step, String note) {}

  @Override
  public void ends(Step<?> step, StepOutcome end) {}

  /** Returns the names of the steps, in the order of their start. */
  public List<String> names() {
    return names;
  }

  /** Returns the names of the trainings among them. */
  public List<String> trainings() {
    return names.stream().filter(name -> name.startsWith("train ")).toList();
  }
}
