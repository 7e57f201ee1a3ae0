package dev.rawline.workbench.book;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The log of a run. When a method returns, its data survives a kill of the process; any thread may
 * write.
 *
 * <p>Every method throws an {@link IOException} if it cannot write; the message states the place
 * and the remedy.
 */
public interface RunLog {

  /** Returns the run's id, such as "17". */
  String id();

  /** Logs parameters, each name once. */
  void parameters(Map<String, String> parameters) throws IOException;

  /** Logs metrics. */
  void metrics(List<Measured> metrics) throws IOException;

  /** Logs tags; a later one replaces an earlier one of the same name. */
  void tags(Map<String, String> tags) throws IOException;

  /**
   * Stores a copy of a file, or of all files below a folder.
   *
   * @param name its name in the run, such as "model" or "report.html"; the files of a folder are
   *     named name/…
   */
  void artefact(String name, Path fileOrFolder) throws IOException;

  /** Logs metrics of models under conditions. */
  void cells(List<Cell> cells) throws IOException;

  /** Logs predictions of models for single samples. */
  void predictions(List<PredictionEntry> predictions) throws IOException;

  /** Logs tolerance intervals of camera parameters, each once. */
  void tolerances(List<Tolerance> tolerances) throws IOException;

  /** Begins the log of a run that is part of this one. */
  RunLog begin(RunStart start) throws IOException;

  /** Logs that the run ended. */
  void end(RunState state) throws IOException;

  /**
   * Logs the end of a run that ended before it was logged.
   *
   * @param took its duration; a log that stores only times may ignore it
   */
  default void end(RunState state, Duration took) throws IOException {
    end(state);
  }

  /**
   * A metric of a run.
   *
   * @param name its name
   * @param step the step, such as an epoch; 0 if there is only one
   * @param value its value; infinite or NaN for a loss that diverges
   */
  record Measured(String name, long step, double value) {}

  /**
   * A metric of a model under a condition.
   *
   * @param trained the condition that it was trained under, such as "menon-unsharp-median"
   * @param tested the condition that it was tested under
   * @param corruption the corruption of the images, such as "gaussian_noise"; empty for none
   * @param severity its severity, 1 to 5; 0 for none
   * @param split the split of the data, from 1
   * @param metric the metric
   * @param value its value
   */
  record Cell(
      String trained,
      String tested,
      String corruption,
      int severity,
      int split,
      String metric,
      double value) {}

  /**
   * The prediction of a model for a sample.
   *
   * @param trained the condition that the model was trained under
   * @param tested the condition of the sample
   * @param corruption the corruption of the image; empty for none
   * @param severity its severity, 1 to 5; 0 for none
   * @param split the split of the data, from 1
   * @param sample the sample's id
   * @param truth its class, or its number; empty for masks
   * @param predicted the predicted class or number; the IoU of a mask
   * @param probability the predicted probability, 0 to 1; 1 if the model has none
   */
  record PredictionEntry(
      String trained,
      String tested,
      String corruption,
      int severity,
      int split,
      String sample,
      String truth,
      String predicted,
      double probability) {}

  /**
   * The interval of one camera parameter in which a metric is tolerated.
   *
   * @param parameter its name, such as "gamma"
   * @param metric the metric
   * @param unit the parameter's unit
   * @param usual the reference value of the parameter
   * @param low the lower end
   * @param high the upper end
   * @param lowFrom where the accepted loss is exceeded below; where nowhere, the end of the range
   * @param lowTo the end of what is undecided below
   * @param highFrom the beginning of what is undecided above
   * @param highTo where the accepted loss is exceeded above; where nowhere, the end of the range
   * @param lowOpen whether the accepted loss is exceeded nowhere below
   * @param highOpen whether it is exceeded nowhere above
   * @param baseline the metric at the reference value
   * @param delta the accepted loss of the metric
   * @param level the confidence level, such as 0.95
   */
  record Tolerance(
      String parameter,
      String metric,
      String unit,
      double usual,
      double low,
      double high,
      double lowFrom,
      double lowTo,
      double highFrom,
      double highTo,
      boolean lowOpen,
      boolean highOpen,
      double baseline,
      double delta,
      double level) {}
}
