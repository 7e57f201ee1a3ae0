package dev.rawline.lab.optimization;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.experiment.PublishedExperiment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * {@code optimize.yaml} ↔ a plan of an optimization; docs/reference/formats.md describes the file.
 */
public final class OptimizePlanFiles {
  /** Reads and writes them. */
  static final ExperimentPlanFiles<OptimizePlan> FILES =
      ExperimentPlanFiles.of(OptimizeCamera.COMMAND, OptimizePlan.class);

  /** The kind of file, for its schema. */
  public static final FileKind KIND = FILES.kind();

  private OptimizePlanFiles() {}

  /**
   * Reads a plan of which flags replace some keys ({@link ExperimentPlanFiles#read(Optional,
   * SequencedMap)}).
   *
   * @throws ConfigurationException if a value, or what the file says beside it, is a mistake
   */
  public static OptimizePlan read(Optional<Path> file, SequencedMap<String, String> flags)
      throws ConfigurationException {
    return FILES.read(file, flags);
  }

  /**
   * Reads the plan of a published experiment, of which flags replace some keys.
   *
   * @throws IllegalArgumentException if another command runs it
   * @throws ConfigurationException if a value is a mistake; the message lists all
   */
  public static OptimizePlan read(PublishedExperiment preset, SequencedMap<String, String> flags)
      throws ConfigurationException {
    return FILES.read(preset, flags);
  }
}
