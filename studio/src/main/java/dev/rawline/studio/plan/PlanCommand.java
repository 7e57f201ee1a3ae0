package dev.rawline.studio.plan;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.lab.drift.DriftPlan;
import dev.rawline.lab.forensics.ForensicsPlan;
import dev.rawline.lab.generate.GeneratePlan;
import dev.rawline.lab.optimization.OptimizePlan;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The commands that a page may start: nothing else, and with no other arguments. */
enum PlanCommand {
  TRAIN("train"),
  DRIFT("drift"),
  FORENSICS("forensics"),
  OPTIMIZE("optimize"),
  GENERATE("generate", "train"),
  QUALITY("quality");

  @SuppressWarnings("Immutable") // an unmodifiable list
  private final List<String> words;

  PlanCommand(String... words) {
    this.words = List.of(words);
  }

  /**
   * Returns a command.
   *
   * @param name its words, as {@link #toString} gives them
   * @throws IllegalArgumentException if it is none of these
   */
  static PlanCommand of(String name) {
    return Arrays.stream(values())
        .filter(command -> command.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no command that runs a plan: expected one of %s"
                        .formatted(
                            name,
                            String.join(
                                ", ",
                                Arrays.stream(values()).map(PlanCommand::toString).toList()))));
  }

  /** What became of reading a plan for each command: empty where the command can run it. */
  static SequencedMap<PlanCommand, Optional<String>> reading(Path plan) {
    SequencedMap<PlanCommand, Optional<String>> problems = new LinkedHashMap<>();
    for (PlanCommand command : values()) {
      try {
        command.read(plan);
        problems.put(command, Optional.empty());
      } catch (ConfigurationException | IllegalArgumentException e) {
        problems.put(command, Optional.of(String.valueOf(e.getMessage())));
      }
    }
    return problems;
  }

  private void read(Path plan) throws ConfigurationException {
    Optional<Path> file = Optional.of(plan);
    SequencedMap<String, String> none = Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
    Record _ =
        switch (this) {
          case TRAIN -> TrainingPlan.FILE.read(file, none);
          case DRIFT -> DriftPlan.FILES.read(file, none);
          case FORENSICS -> ForensicsPlan.FILES.read(file, none);
          case OPTIMIZE -> OptimizePlan.FILES.read(file, none);
          case GENERATE -> GeneratePlan.FILE.read(file, none);
          case QUALITY -> QualityPlan.FILE.read(file, none);
        };
  }

  /**
   * Returns the arguments of the program.
   *
   * @param plan the plan, absolute: so it is never taken for an option
   * @param out the folder of the results, absolute
   */
  List<String> arguments(Path plan, Path out) {
    List<String> arguments = new ArrayList<>(words);
    arguments.addAll(List.of(plan.toString(), "--out", out.toString()));
    return List.copyOf(arguments);
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
