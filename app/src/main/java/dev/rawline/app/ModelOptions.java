package dev.rawline.app;

import dev.rawline.learning.plan.ModelSource;
import dev.rawline.learning.plan.TrainingPlanFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What is told of a model that was trained elsewhere and comes as a file: what stands before it, by
 * flags that are called as a plan's keys are, and what it says.
 */
final class ModelOptions {
  private static final List<String> KEYS =
      List.of("camera", "data_model", "crop", "size", "standardize", "classes", "task");

  @Option(
      names = "--probabilities",
      description = "A model's file says probabilities (logits, unless given).")
  private boolean probabilities;

  /** Adds the flags to a command. */
  static final class Flags implements IModelTransformer {
    /** picocli makes it. */
    Flags() {}

    @Override
    public CommandSpec transform(CommandSpec command) {
      return PlanFlags.add(command, KEYS, "Of a model's file: ");
    }
  }

  /**
   * Returns where the model comes from.
   *
   * @param data the data set that it shall see
   * @throws ParameterException if options go with a file, and this is a folder
   * @throws IOException if an option has no such value
   */
  ModelSource source(CommandSpec spec, Path model, String data) throws IOException {
    SequencedMap<String, String> flags = PlanFlags.given(spec);
    if (Files.isRegularFile(model)) {
      flags.put("data", data);
      return new ModelSource.File(
          model, TrainingPlanFiles.read(Optional.empty(), flags), probabilities);
    }
    if (probabilities || !flags.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "%s goes with a model's file, but %s is a folder, whose plan says it: leave it out"
              .formatted(
                  probabilities ? "--probabilities" : PlanFlags.flag(flags.firstEntry().getKey()),
                  model));
    }
    return new ModelSource.Folder(model);
  }
}
