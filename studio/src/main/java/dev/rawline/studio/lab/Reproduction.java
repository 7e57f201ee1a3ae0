package dev.rawline.studio.lab;

import dev.rawline.lab.reproduce.ReproduceStudy;
import dev.rawline.lab.reproduce.ReproduceTraining;
import dev.rawline.lab.reproduce.ReproducibleRun;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.text.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a run is repeated, and every number compared.
 *
 * @param command the command line; none if it cannot be repeated
 * @param reason why it cannot
 */
record Reproduction(Optional<String> command, Optional<String> reason) {
  private static final String PROGRAM = "./rawline";

  /** What is known of each kind; none of these is run. */
  private static final List<ReproducibleRun> KINDS =
      Stream.concat(
              Stream.of(new ReproduceTraining(Optional.empty(), _ -> null)),
              ReproduceStudy.all(Optional.empty(), () -> StepListener.SILENT).stream())
          .toList();

  /** Returns how a run of a book is repeated. */
  static Reproduction of(RunRecord run, BookLocation place) {
    Optional<ReproducibleRun> kind =
        KINDS.stream().filter(each -> each.command().equals(run.run().command())).findFirst();
    if (kind.isEmpty()) {
      return without(
          "only runs of %s can be repeated"
              .formatted(String.join(", ", KINDS.stream().map(ReproducibleRun::command).toList())));
    }
    if (run.run().state() != RunState.FINISHED) {
      return without("only a finished run can be compared with another");
    }
    if (!run.artefacts().containsKey(kind.get().plan())) {
      return without("the lab book does not have its plan, %s".formatted(kind.get().plan()));
    }
    List<String> words =
        new ArrayList<>(List.of("lab", "reproduce", String.valueOf(run.run().number())));
    if (!place.equals(BookLocation.of(Optional.empty(), Optional.empty()))) {
      words.addAll(List.of("--lab", place.toString()));
    }
    return new Reproduction(Optional.of(ShellQuoting.of(PROGRAM, words)), Optional.empty());
  }

  private static Reproduction without(String reason) {
    return new Reproduction(Optional.empty(), Optional.of(reason));
  }
}
