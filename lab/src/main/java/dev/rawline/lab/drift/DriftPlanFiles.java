package dev.rawline.lab.drift;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.experiment.PublishedExperiment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * {@code drift.yaml} ↔ a plan of a drift experiment; docs/reference/formats.md describes the file.
 */
public final class DriftPlanFiles {
  /** Reads and writes them. */
  static final ExperimentPlanFiles<DriftPlan> FILES =
      ExperimentPlanFiles.of(SynthesizeDrift.COMMAND, DriftPlan.class);

  /** The kind of file, for its schema. */
  public static final FileKind KIND = FILES.kind();

  private DriftPlanFiles() {}

  /**
   * Reads a plan.
   *
   * @throws ConfigurationException if the file is none; the message lists every mistake
   */
  public static DriftPlan read(Path file) throws ConfigurationException {
    return read(Optional.of(file), new LinkedHashMap<>());
  }

  /**
   * Reads a plan of which flags replace some keys ({@link ExperimentPlanFiles#read(Optional,
   * SequencedMap)}).
   *
   * @throws ConfigurationException if a value, or what the file says beside it, is a mistake
   */
  public static DriftPlan read(Optional<Path> file, SequencedMap<String, String> flags)
      throws ConfigurationException {
    return FILES.read(file, flags);
  }

  /**
   * Reads the plan of a published experiment, of which flags replace some keys.
   *
   * @throws IllegalArgumentException if another command runs it
   * @throws ConfigurationException if a value is a mistake; the message lists all
   */
  public static DriftPlan read(PublishedExperiment preset, SequencedMap<String, String> flags)
      throws ConfigurationException {
    return FILES.read(preset, flags);
  }
}
