package dev.rawline.lab.forensics;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.experiment.PublishedExperiment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;

/** {@code forensics.yaml} ↔ a plan of forensics; docs/reference/formats.md describes the file. */
public final class ForensicsPlanFiles {
  /** Reads and writes them. */
  static final ExperimentPlanFiles<ForensicsPlan> FILES =
      ExperimentPlanFiles.of(ExamineModel.COMMAND, ForensicsPlan.class);

  /** The kind of file, for its schema. */
  public static final FileKind KIND = FILES.kind();

  private ForensicsPlanFiles() {}

  /**
   * Reads a plan of which flags replace some keys ({@link ExperimentPlanFiles#read(Optional,
   * SequencedMap)}).
   *
   * @throws ConfigurationException if a value, or what the file says beside it, is a mistake
   */
  public static ForensicsPlan read(Optional<Path> file, SequencedMap<String, String> flags)
      throws ConfigurationException {
    return FILES.read(file, flags);
  }

  /**
   * Reads the plan of a published experiment, of which flags replace some keys.
   *
   * @throws IllegalArgumentException if another command runs it
   * @throws ConfigurationException if a value is a mistake; the message lists all
   */
  public static ForensicsPlan read(PublishedExperiment preset, SequencedMap<String, String> flags)
      throws ConfigurationException {
    return FILES.read(preset, flags);
  }
}
