package dev.rawline.workbench.book;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The log of a run that another process logs. */
record DiscardedLog() implements RunLog {
  @Override
  public String id() {
    return "";
  }

  @Override
  public void parameters(Map<String, String> parameters) {}

  @Override
  public void metrics(List<Measured> metrics) {}

  @Override
  public void tags(Map<String, String> tags) {}

  @Override
  public void artefact(String name, Path fileOrFolder) {}

  @Override
  public void cells(List<Cell> cells) {}

  @Override
  public void predictions(List<PredictionEntry> predictions) {}

  @Override
  public void tolerances(List<Tolerance> tolerances) {}

  @Override
  public RunLog begin(RunStart start) {
    return this;
  }

  @Override
  public void end(RunState state) {}
}
