package dev.rawline.workbench.tracking;

import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The log of a run that passes every call on. */
interface ForwardedLog extends RunLog {
  /** A call that writes. */
  interface Writing {
    /** Writes. */
    void to(RunLog log) throws IOException;
  }

  /** Passes a call on. */
  void write(Writing writing) throws IOException;

  @Override
  default void parameters(Map<String, String> parameters) throws IOException {
    write(log -> log.parameters(parameters));
  }

  @Override
  default void metrics(List<Measured> metrics) throws IOException {
    write(log -> log.metrics(metrics));
  }

  @Override
  default void tags(Map<String, String> tags) throws IOException {
    write(log -> log.tags(tags));
  }

  @Override
  default void artefact(String name, Path fileOrFolder) throws IOException {
    write(log -> log.artefact(name, fileOrFolder));
  }

  @Override
  default void cells(List<Cell> cells) throws IOException {
    write(log -> log.cells(cells));
  }

  @Override
  default void predictions(List<PredictionEntry> predictions) throws IOException {
    write(log -> log.predictions(predictions));
  }

  @Override
  default void tolerances(List<Tolerance> tolerances) throws IOException {
    write(log -> log.tolerances(tolerances));
  }

  @Override
  default void end(RunState state) throws IOException {
    write(log -> log.end(state));
  }

  @Override
  default void end(RunState state, Duration took) throws IOException {
    write(log -> log.end(state, took));
  }
}
