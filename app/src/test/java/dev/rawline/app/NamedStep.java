package dev.rawline.app;

import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepContext;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A step that does nothing, for tests of progress. */
public record NamedStep(String kind, String name) implements Step<String> {
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
  public void run(StepContext work) {}

  @Override
  public String read(Path folder) {
    return name;
  }
}
