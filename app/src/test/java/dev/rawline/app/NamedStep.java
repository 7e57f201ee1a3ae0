package dev.rawline.app;

import dev.rawline.lab.step.Step;
import dev.rawline.lab.step.StepWork;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A step that does nothing, for what tells of steps. */
record NamedStep(String kind, String name) implements Step<String> {
  @Override
  public SequencedMap<String, String> settings() {
    return new LinkedHashMap<>();
  }

  @Override
  public List<Step<?>> needs() {
    return List.of();
  }

  @Override
  public Cost cost() {
    return new Cost(1, 0);
  }

  @Override
  public void run(StepWork work) {}

  @Override
  public String read(Path folder) {
    return name;
  }
}
