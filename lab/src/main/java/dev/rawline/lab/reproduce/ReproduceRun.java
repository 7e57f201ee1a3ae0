package dev.rawline.lab.reproduce;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.lab.experiment.NumberTolerance;
import dev.rawline.lab.reproduce.ReproductionDiff.NumberChange;
import dev.rawline.lab.reproduce.ReproductionDiff.OriginChange;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunFilter;
import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunSummary;
import dev.rawline.workbench.output.Machine;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A run of the lab book → the same run repeated in a folder of its own, and every metric and cell
 * of both side by side.
 *
 * <p>Durations are not compared: metrics called seconds, or whose names end so. Nor are the ratios
 * of drift that earlier versions computed of everything, at chance level or not; their cells are.
 *
 * @param book the lab book
 * @param kinds what can be run again
 * @param folder an empty folder for the plan, the results, and a lab book of the new run
 */
public record ReproduceRun(LabBook book, List<ReproducibleRun> kinds, Path folder) {
  private static final String DATA = "data";
  private static final String REUSED = "reused";
  private static final String SECONDS = "seconds";
  private static final String RATIO_OF_ALL = "corruption_to_drift_ratio_severity_";

  /** What names a number of a run. */
  private record Key(String where, String name) {}

  /**
   * Runs a run again.
   *
   * @param number the run
   * @param tolerance the tolerated difference of numbers; default: that of the plan
   * @param notes receives, before anything is computed, what differs from the original run:
   *     sentences without a full stop
   * @throws IllegalArgumentException if there is no such run, or it cannot be run again; the
   *     message states why
   * @throws java.util.concurrent.CancellationException if a stop was requested
   * @throws IOException if a file cannot be read or written
   */
  public ReproductionDiff run(
      long number, Optional<NumberTolerance> tolerance, Consumer<String> notes) throws IOException {
    RunRecord recorded = book.run(number);
    ReproducibleRun kind = kind(recorded);
    OutputFiles.makeFolder(folder);
    Path plan = plan(recorded, kind);
    NumberTolerance allowed = tolerance.isPresent() ? tolerance.get() : kind.tolerance(plan);
    List<OriginChange> changes = new ArrayList<>();
    String data = kind.data(plan);
    boolean changed = !data.equals(recorded.origin().data());
    if (changed) {
      changes.add(new OriginChange(DATA, recorded.origin().data(), data));
      notes.accept(
          "the data set is not the one used by run %d: results will differ".formatted(number));
    }
    changes.addAll(others(recorded.origin()));
    changes.stream()
        .filter(change -> !change.name().equals(DATA))
        .forEach(
            change ->
                notes.accept(
                    "%s was %s and is now %s: numbers may differ in their last digits"
                        .formatted(change.name(), change.recorded(), change.now())));
    BookLocation place = BookLocation.Folder.of(folder.resolve("book"));
    try (LabBook again = LabBook.open(place)) {
      try {
        kind.run(plan, folder.resolve("results"), again);
      } catch (IllegalArgumentException | RejectedFileException e) {
        if (!changed) {
          throw e;
        }
        return new ReproductionDiff(
            recorded.run(), changes, allowed, 0, List.of(), Optional.of(e.getMessage()));
      }
      return compared(recorded, again, allowed, changes);
    }
  }

  private ReproducibleRun kind(RunRecord recorded) {
    RunSummary run = recorded.run();
    if (run.state() != RunState.FINISHED) {
      throw new IllegalArgumentException(
          "run %d is %s: only a finished run can be compared with another"
              .formatted(run.number(), run.state().word()));
    }
    return kinds.stream()
        .filter(kind -> kind.command().equals(run.command()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "run %d was made by '%s', which cannot be repeated: expected a run of %s"
                        .formatted(
                            run.number(),
                            run.command(),
                            String.join(
                                " or ", kinds.stream().map(ReproducibleRun::command).toList()))));
  }

  /** Copies the plan and the files stored next to it. */
  private Path plan(RunRecord recorded, ReproducibleRun kind) throws IOException {
    String name = kind.plan();
    if (!recorded.artefacts().containsKey(name)) {
      throw new IllegalArgumentException(
          "run %d has no artefact %s: without its plan it cannot be repeated"
              .formatted(recorded.run().number(), name));
    }
    Path to = folder.resolve("plan");
    String beside = name.substring(0, name.lastIndexOf('/') + 1);
    book.artefacts(recorded.run().number(), beside, to);
    return to.resolve(name.substring(beside.length()));
  }

  /** Returns what else numbers may depend on, and differs. */
  private static List<OriginChange> others(RunOrigin recorded) {
    SequencedMap<String, String> before = new LinkedHashMap<>();
    before.put("commit", recorded.commit());
    before.put("machine", recorded.machine());
    before.putAll(recorded.versions());
    SequencedMap<String, String> now = new LinkedHashMap<>();
    now.put("commit", Version.commit());
    now.put("machine", Machine.words());
    now.putAll(CurrentOrigin.versions());
    List<OriginChange> changes = new ArrayList<>();
    for (String name : union(before.keySet(), now.keySet())) {
      String one = before.getOrDefault(name, "unknown");
      String other = now.getOrDefault(name, "unknown");
      if (!one.equals(other)) {
        changes.add(new OriginChange(name, one, other));
      }
    }
    return changes;
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> union = new LinkedHashSet<>(one);
    union.addAll(other);
    return union;
  }

  private ReproductionDiff compared(
      RunRecord recorded, LabBook again, NumberTolerance allowed, List<OriginChange> changes)
      throws IOException {
    long now =
        again.runs(RunFilter.ALL).runs().stream()
            .filter(run -> run.parent().isEmpty())
            .mapToLong(RunSummary::number)
            .max()
            .orElseThrow(() -> new IllegalStateException("nothing was written down"));
    Map<Key, Double> before = new LinkedHashMap<>();
    Map<Key, Double> after = new LinkedHashMap<>();
    numbers(book, recorded.run().number(), "", before);
    numbers(again, now, "", after);
    Map<String, RunSummary> parts = parts(again.run(now));
    for (RunSummary part : recorded.parts()) {
      // The numbers of a part that was computed earlier are in the run that computed it.
      if (!book.run(part.number()).tags().containsKey(REUSED)) {
        numbers(book, part.number(), part.name(), before);
        if (parts.containsKey(part.name())) {
          numbers(again, parts.get(part.name()).number(), part.name(), after);
        }
      }
    }
    int agreeing = 0;
    List<NumberChange> differing = new ArrayList<>();
    for (Key key : union(before.keySet(), after.keySet())) {
      Optional<Double> one = Optional.ofNullable(before.get(key));
      Optional<Double> other = Optional.ofNullable(after.get(key));
      if (one.isPresent() && other.isPresent() && allowed.agree(one.get(), other.get())) {
        agreeing++;
      } else {
        differing.add(new NumberChange(key.where(), key.name(), one, other));
      }
    }
    return new ReproductionDiff(
        recorded.run(), changes, allowed, agreeing, differing, Optional.empty());
  }

  private static Map<String, RunSummary> parts(RunRecord run) {
    Map<String, RunSummary> parts = new LinkedHashMap<>();
    run.parts().forEach(part -> parts.put(part.name(), part));
    return parts;
  }

  private static void numbers(LabBook from, long run, String part, Map<Key, Double> numbers)
      throws IOException {
    for (Measured one : from.metrics(run)) {
      if (!one.name().equals(SECONDS)
          && !one.name().endsWith("_" + SECONDS)
          && !one.name().startsWith(RATIO_OF_ALL)) {
        String step = one.step() == 0 ? "" : "step " + one.step();
        numbers.put(new Key(joined(part, step), one.name()), one.value());
      }
    }
    for (Cell cell : from.cells(run)) {
      String corruption =
          cell.corruption().isEmpty()
              ? ""
              : ", %s %d".formatted(cell.corruption(), cell.severity());
      String where =
          "%s → %s%s, split %d".formatted(cell.trained(), cell.tested(), corruption, cell.split());
      numbers.put(new Key(joined(part, where), cell.metric()), cell.value());
    }
  }

  private static String joined(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
  }
}
