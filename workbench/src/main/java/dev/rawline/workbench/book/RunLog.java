package dev.rawline.workbench.book;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A run that is being written down. What is written once is safe when the method returns, also if
 * the process is killed the moment after; any thread may write.
 *
 * <p>Every method throws an {@link IOException} if it cannot write; the message says where and what
 * to do.
 */
public interface RunLog {

  /** Returns what people call it by, such as "17". */
  String id();

  /** Writes parameters down, each name once. */
  void parameters(Map<String, String> parameters) throws IOException;

  /** Writes metrics down. */
  void metrics(List<Measured> metrics) throws IOException;

  /** Writes tags down; a later one of the same name takes the place of an earlier one. */
  void tags(Map<String, String> tags) throws IOException;

  /**
   * Keeps a copy of a file, or of all files below a folder.
   *
   * @param name what it is called in the run, such as "model" or "report.html"; the files of a
   *     folder are called name/…
   */
  void artefact(String name, Path fileOrFolder) throws IOException;

  /** Writes down how models did under conditions. */
  void cells(List<Cell> cells) throws IOException;

  /** Writes down what models said of single samples. */
  void predictions(List<Prediction> predictions) throws IOException;

  /** Writes down between which values of parameters a metric holds, each once. */
  void tolerances(List<Tolerance> tolerances) throws IOException;

  /** Begins to write down a run that is a part of this one. */
  RunLog begin(RunStart start) throws IOException;

  /** Writes down that the run ended. */
  void end(RunState state) throws IOException;

  /**
   * Writes down that a run ended which was over before it was written down.
   *
   * @param took how long it took then; a log that keeps times alone may leave it out
   */
  default void end(RunState state, Duration took) throws IOException {
    end(state);
  }

  /**
   * A number of a run.
   *
   * @param name what was measured
   * @param step when: an epoch for example; 0 where there is only one
   * @param value the number; may be infinite or not a number, as a loss that diverges
   */
  record Measured(String name, long step, double value) {}

  /**
   * How a model did under a condition.
   *
   * @param trained the condition that it was trained under, such as "menon-unsharp-median"
   * @param tested the condition that it was tested under
   * @param corruption what was done to the pictures, such as "gaussian_noise"; empty for nothing
   * @param severity how severely, 1 to 5; 0 for nothing
   * @param split which division of the data, from 1
   * @param metric what was measured
   * @param value the number
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
   * What a model said of a sample.
   *
   * @param trained the condition that the model was trained under
   * @param tested the condition under which it saw the sample
   * @param corruption what was done to the picture; empty for nothing
   * @param severity how severely, 1 to 5; 0 for nothing
   * @param split which division of the data, from 1
   * @param sample the sample's id
   * @param truth its class, or its number; empty where it has none (masks)
   * @param predicted the class or number that the model said; the IoU of a mask, as a number
   * @param probability how likely the model thinks it, 0 to 1; 1 where it says none
   */
  record Prediction(
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
   * Between which values of one parameter of a camera a metric holds.
   *
   * @param parameter its name, such as "gamma"
   * @param metric what was measured
   * @param unit the parameter's unit
   * @param usual the value that the model was examined around
   * @param low the lower end
   * @param high the upper end
   * @param lowFrom the lower bound of the lower end's confidence interval
   * @param lowTo its upper bound
   * @param highFrom the lower bound of the upper end's confidence interval
   * @param highTo its upper bound
   * @param lowOpen whether the metric held down to the end of what was looked at
   * @param highOpen whether it held up to the end of what was looked at
   * @param baseline the metric at the usual value
   * @param delta by how much it may be worse
   * @param level how often a confidence interval holds the true number
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
