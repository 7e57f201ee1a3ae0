package dev.rawline.workbench.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.data.file.JsonFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The laws of lab books, wherever they are stored. */
abstract class LabBookLaws {
  private static final Path QUERIES = Path.of("..", "docs", "reference", "lab-sql.md");
  private static final Pattern SQL = Pattern.compile("(?s)```sql\\n(.*?)```");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\b17\\b");

  @TempDir Path scratch;

  /** Returns a location without a book. */
  abstract BookLocation newPlace() throws Exception;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(scratch.resolve(name), content);
  }

  @Test
  void writtenRunIsReadBack() throws Exception {
    BookLocation place = newPlace();
    long number;
    try (LabBook book = LabBook.open(place)) {
      RunLog run = book.begin(Samples.start("first, with 'quotes' and ümläuts"));
      number = Long.parseLong(run.id());
      run.parameters(Map.of("learning_rate", "0.001", "data", "x".repeat(10_000)));
      run.metrics(
          List.of(
              new RunLog.Measured("loss", 1, Double.POSITIVE_INFINITY),
              new RunLog.Measured("loss", 2, Double.NaN),
              new RunLog.Measured("accuracy", 1, 0.1 + 0.2)));
      run.tags(Map.of("note", "bad"));
      run.tags(Map.of("note", "good"));
      run.artefact("report.html", file("report.html", "<p>"));
      run.end(RunState.FINISHED);
    }
    try (LabBook book = LabBook.openExisting(place)) {
      RunRecord record = book.run(number);
      assertThat(record.run().name()).isEqualTo("first, with 'quotes' and ümläuts");
      assertThat(record.run().state()).isEqualTo(RunState.FINISHED);
      assertThat(record.run().seconds().orElseThrow()).isBetween(0.0, 600.0);
      assertThat(record.run().parent()).isEmpty();
      assertThat(record.origin()).isEqualTo(Samples.origin());
      assertThat(record.parameters())
          .containsEntry("learning_rate", "0.001")
          .containsEntry("data", "x".repeat(10_000));
      assertThat(record.metrics())
          .containsEntry("loss", Double.NaN)
          .containsEntry("accuracy", 0.1 + 0.2);
      assertThat(book.metrics(number))
          .containsExactly(
              new RunLog.Measured("accuracy", 1, 0.1 + 0.2),
              new RunLog.Measured("loss", 1, Double.POSITIVE_INFINITY),
              new RunLog.Measured("loss", 2, Double.NaN));
      assertThat(record.tags()).containsExactly(Map.entry("note", "good"));
      assertThat(book.artefact(number, "report.html")).hasContent("<p>");
      assertThat(book.number("last")).isEqualTo(number);
    }
  }

  @Test
  void runsHaveParts() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      long drift = Samples.drift(book, scratch);
      RunRecord record = book.run(drift);
      assertThat(record.parts()).hasSize(4);
      assertThat(record.parts()).allMatch(part -> part.parent().getAsLong() == drift);
      assertThat(record.run().parts()).isEqualTo(4);
      assertThat(record.cells()).isEqualTo(4 * 2 + 4 * 3);
      assertThat(record.predictions()).isEqualTo(4 * 2 * 4);
      assertThat(book.cells(drift))
          .contains(
              new RunLog.Cell(
                  "menon-unsharp-median",
                  "bilinear-sharpen-gaussian",
                  "",
                  0,
                  2,
                  "accuracy",
                  0.8 + 0.01 * 2));
      List<RunLog.PredictionEntry> predictions = new ArrayList<>();
      book.predictions(drift, predictions::add);
      assertThat(predictions).hasSize(32).doesNotHaveDuplicates();
      assertThat(book.number("last")).isEqualTo(drift);
      assertThat(
              book.runs(
                      new RunFilter(
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty(),
                          false,
                          List.of(),
                          10))
                  .all())
          .isEqualTo(1);
    }
  }

  private static final RunLog.Tolerance GAMMA =
      new RunLog.Tolerance(
          "gamma",
          "accuracy",
          "no unit",
          2.2,
          1.7,
          3.1,
          1.6,
          1.8,
          2.9,
          3.3,
          false,
          true,
          0.9,
          0.02,
          0.95);

  private static final RunLog.Tolerance LIGHT =
      new RunLog.Tolerance(
          "light", "accuracy", "share", 1, 0.2, 1, 0.2, 0.2, 1, 1, false, true, 0.9, 0.02, 0.95);

  @Test
  void writtenTolerancesAreReadBack() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      RunLog run = book.begin(Samples.start("forensics"));
      run.tolerances(List.of(LIGHT));
      run.tolerances(List.of(LIGHT, GAMMA));
      run.end(RunState.FINISHED);
      long number = Long.parseLong(run.id());
      assertThat(book.tolerances(number)).containsExactly(GAMMA, LIGHT);
      assertThat(book.run(number).tolerances()).isEqualTo(2);
      Path folder = scratch.resolve("exported tolerances");
      book.export(number, folder);
      assertThat(folder.resolve("tolerances.csv"))
          .hasContent(
              """
              parameter,metric,unit,usual,low,high,low_from,low_to,high_from,high_to,low_open,high_open,baseline,delta,level
              gamma,accuracy,no unit,2.2,1.7,3.1,1.6,1.8,2.9,3.3,false,true,0.9,0.02,0.95
              light,accuracy,share,1.0,0.2,1.0,0.2,0.2,1.0,1.0,false,true,0.9,0.02,0.95
              """);
      assertThat(RunTable.TOLERANCES.record(RunTable.TOLERANCES.row(GAMMA))).isEqualTo(GAMMA);
    }
  }

  @Test
  void repeatedWritesChangeNothingAndParametersAreFinal() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      RunLog run = book.begin(Samples.start("again"));
      run.parameters(Map.of("lr", "1"));
      run.parameters(Map.of("lr", "1"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.parameters(Map.of("lr", "2")))
          .withMessageContaining("parameter lr of run ")
          .withMessageContaining("begin another run");
      run.metrics(List.of(new RunLog.Measured("loss", 1, 5)));
      run.metrics(List.of(new RunLog.Measured("loss", 1, 4)));
      RunLog.Cell cell = new RunLog.Cell("a", "b", "", 0, 1, "accuracy", 0.5);
      run.cells(List.of(cell));
      run.cells(List.of(cell));
      run.artefact("a.txt", file("a.txt", "one"));
      run.artefact("a.txt", file("a.txt", "one"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.artefact("a.txt", file("a.txt", "two")))
          .withMessageContaining("already has a different file named a.txt");
      long number = Long.parseLong(run.id());
      assertThat(book.metrics(number)).containsExactly(new RunLog.Measured("loss", 1, 4));
      assertThat(book.cells(number)).containsExactly(cell);
      assertThat(book.run(number).parameters()).containsEntry("lr", "1");
      assertThat(book.artefact(number, "a.txt")).hasContent("one");
    }
  }

  @Test
  void conditionsFindRuns() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      List<String> numbers = new ArrayList<>();
      for (String rate : List.of("0.001", "1e-3", "0.01", "text")) {
        RunLog run = book.begin(Samples.start("lr " + rate));
        run.parameters(Map.of("lr", rate));
        run.metrics(
            List.of(
                new RunLog.Measured("accuracy", 1, 0.99),
                new RunLog.Measured("accuracy", 2, numbers.size() / 10.0)));
        run.tags(Map.of("place", "step " + numbers.size()));
        numbers.add(run.id());
      }
      assertThat(found(book, "param lr = 0.001")).containsExactly(numbers.get(1), numbers.get(0));
      assertThat(found(book, "param:lr>=0.01")).contains(numbers.get(2));
      assertThat(found(book, "param lr = text")).containsExactly(numbers.get(3));
      assertThat(found(book, "metric accuracy > 0.15"))
          .containsExactly(numbers.get(3), numbers.get(2));
      assertThat(found(book, "metric accuracy > 0.15", "param lr != text"))
          .containsExactly(numbers.get(2));
      assertThat(found(book, "tag place = step 0")).containsExactly(numbers.get(0));
      assertThat(found(book, "metric loss > 0")).isEmpty();
    }
  }

  @Test
  void divergedRunsAreFound() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      RunLog good = book.begin(Samples.start("good"));
      good.metrics(List.of(new RunLog.Measured("loss", 1, 0.5)));
      RunLog diverged = book.begin(Samples.start("diverged"));
      diverged.metrics(List.of(new RunLog.Measured("loss", 1, Double.NaN)));
      book.begin(Samples.start("without")).end(RunState.FINISHED);
      assertThat(found(book, "metric loss = NaN")).containsExactly(diverged.id());
      assertThat(found(book, "metric loss != NaN")).containsExactly(good.id());
      assertThat(found(book, "metric loss != 0.5")).containsExactly(diverged.id());
    }
  }

  private static List<String> found(LabBook book, String... conditions) throws IOException {
    RunFilter filter =
        new RunFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            Stream.of(conditions).map(RunCondition::parse).toList(),
            Integer.MAX_VALUE);
    return book.runs(filter).runs().stream().map(run -> String.valueOf(run.number())).toList();
  }

  @Test
  void runsAreOrderedByAnyValue() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      List<Long> numbers = new ArrayList<>();
      double[][] losses = {{3, 1, 2}, {9, 8, Double.NaN}, {}, {1, 7, 0.5}};
      List<String> rates = List.of("0.1", "text", "", "1e-3");
      for (int i = 0; i < losses.length; i++) {
        RunLog run = book.begin(Samples.start("run 10%s".formatted(i == 1 ? "%" : "x")));
        for (int step = 0; step < losses[i].length; step++) {
          run.metrics(List.of(new RunLog.Measured("loss", step, losses[i][step])));
        }
        if (!rates.get(i).isEmpty()) {
          run.parameters(Map.of("lr", rates.get(i)));
        }
        run.end(i == 0 ? RunState.FAILED : RunState.FINISHED);
        numbers.add(Long.valueOf(run.id()));
      }
      assertThat(ordered(book, RunOrder.Key.LAST, "loss", false, ""))
          .isEqualTo(places(numbers, 3, 0, 2, 1));
      assertThat(ordered(book, RunOrder.Key.LAST, "loss", true, ""))
          .isEqualTo(places(numbers, 0, 3, 2, 1));
      assertThat(ordered(book, RunOrder.Key.LEAST, "loss", false, ""))
          .isEqualTo(places(numbers, 3, 0, 1, 2));
      assertThat(ordered(book, RunOrder.Key.MOST, "loss", true, ""))
          .isEqualTo(places(numbers, 1, 3, 0, 2));
      assertThat(ordered(book, RunOrder.Key.PARAM, "lr", false, ""))
          .isEqualTo(places(numbers, 3, 0, 1, 2));
      assertThat(ordered(book, RunOrder.Key.PARAM, "lr", true, ""))
          .isEqualTo(places(numbers, 1, 0, 3, 2));
      assertThat(ordered(book, RunOrder.Key.STATE, "", false, "").getFirst())
          .isEqualTo(numbers.getFirst());
      assertThat(ordered(book, RunOrder.Key.NUMBER, "", false, "")).isEqualTo(numbers);
      assertThat(ordered(book, RunOrder.Key.NUMBER, "", true, "10%")).isEqualTo(places(numbers, 1));
      assertThat(ordered(book, RunOrder.Key.NUMBER, "", false, "RUN 10X")).hasSize(3);
      for (RunOrder.Key key : RunOrder.Key.values()) {
        assertThat(ordered(book, key, key.isNamed() ? "loss" : "", true, "")).hasSize(4);
      }
    }
  }

  private static List<Long> places(List<Long> numbers, int... places) {
    return IntStream.of(places).mapToObj(numbers::get).toList();
  }

  private static List<Long> ordered(
      LabBook book, RunOrder.Key key, String name, boolean descending, String text)
      throws IOException {
    return book.numbers(
        new RunQuery(
            RunFilter.ALL,
            Optional.of(text).filter(word -> !word.isEmpty()),
            new RunOrder(key, name, descending)));
  }

  @Test
  void rowsHaveTheExtremesOfMetrics() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      RunLog run = book.begin(Samples.start("one"));
      run.parameters(Map.of("lr", "1", "batch", "4"));
      run.metrics(
          List.of(
              new RunLog.Measured("loss", 1, 3),
              new RunLog.Measured("loss", 2, 1),
              new RunLog.Measured("loss", 5, Double.NaN),
              new RunLog.Measured("accuracy", 0, 0.5)));
      RunLog empty = book.begin(Samples.start("empty"));
      long one = Long.parseLong(run.id());
      long other = Long.parseLong(empty.id());
      List<RunRow> rows = book.rows(List.of(one, 999_999L, other), Optional.empty());
      assertThat(rows).extracting(row -> row.run().number()).containsExactly(one, other);
      assertThat(rows.getFirst().metrics())
          .containsEntry("loss", new RunRow.Range(1, 3, Double.NaN, 3))
          .containsEntry("accuracy", new RunRow.Range(0.5, 0.5, 0.5, 1));
      assertThat(rows.getFirst().parameters()).containsEntry("lr", "1").containsEntry("batch", "4");
      assertThat(rows.getLast().metrics()).isEmpty();
      RunRow some =
          book.rows(List.of(one), Optional.of(new RunColumns(List.of(), List.of("loss"))))
              .getFirst();
      assertThat(some.metrics()).containsOnlyKeys("loss");
      assertThat(some.parameters()).isEmpty();
      assertThat(book.curves(List.of(one, other), "loss"))
          .isEqualTo(
              Map.of(
                  one,
                  List.of(
                      new RunLog.Measured("loss", 1, 3),
                      new RunLog.Measured("loss", 2, 1),
                      new RunLog.Measured("loss", 5, Double.NaN))));
      RunNames names = book.names();
      assertThat(names.metrics()).containsExactly("accuracy", "loss");
      assertThat(names.parameters()).containsExactly("batch", "lr");
      assertThat(names.experiments()).containsExactly("cells");
      assertThat(names.commands()).containsExactly("train");
      assertThat(names.tags()).isEmpty();
    }
  }

  @Test
  void differencesAreListed() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      RunLog one = book.begin(Samples.start("one"));
      one.parameters(Map.of("lr", "1", "batch", "4"));
      one.metrics(List.of(new RunLog.Measured("loss", 0, 1), new RunLog.Measured("a", 0, 2)));
      RunLog other = book.begin(Samples.start("other"));
      other.parameters(Map.of("lr", "2", "batch", "4"));
      other.metrics(List.of(new RunLog.Measured("loss", 0, 3)));
      RunDifference difference = book.diff(Long.parseLong(one.id()), Long.parseLong(other.id()));
      assertThat(difference.parameters())
          .containsExactly(new RunDifference.Change<>("lr", Optional.of("1"), Optional.of("2")));
      assertThat(difference.metrics())
          .containsExactly(
              new RunDifference.Change<>("a", Optional.of(2.0), Optional.empty()),
              new RunDifference.Change<>("loss", Optional.of(1.0), Optional.of(3.0)));
      assertThat(difference.origin()).isEmpty();
      assertThat(difference.sameParameters()).isEqualTo(1);
    }
  }

  @Test
  void exportNeedsNoBook() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      long drift = Samples.drift(book, scratch);
      Path folder = scratch.resolve("exported");
      book.export(drift, folder);
      assertThat(JsonFile.read(folder.resolve("run.json")))
          .containsEntry("name", "two views")
          .containsEntry("state", "finished")
          .containsEntry("parameters", Map.of("views", "2", "splits", "2"));
      assertThat(JsonFile.read(folder.resolve("run.json")).keySet())
          .containsExactly(
              "number",
              "parent",
              "experiment",
              "name",
              "command",
              "state",
              "started",
              "seconds",
              "origin",
              "parameters",
              "tags",
              "artefacts",
              "parts");
      assertThat(Files.readAllLines(folder.resolve("cells.csv"))).hasSize(1 + 20);
      assertThat(Files.readAllLines(folder.resolve("predictions.csv"))).hasSize(1 + 32);
      assertThat(Files.readAllLines(folder.resolve("metrics.csv")))
          .containsExactly("name,step,value", "drift_drop,0,0.1", "matched_mean,0,0.915");
      RunSummary part = book.run(drift).parts().getFirst();
      assertThat(
              folder.resolve("parts/%d/artefacts/model/model.safetensors".formatted(part.number())))
          .content()
          .isEqualTo("menon-unsharp-median1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> book.export(drift, folder))
          .withMessageContaining("exists and is not empty: choose another folder");
    }
  }

  @Test
  void modelIsCopiedAndFoundByPlans() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      long drift = Samples.drift(book, scratch);
      long part = book.run(drift).parts().getFirst().number();
      Path taken = scratch.resolve("taken");
      book.model(part, taken);
      assertThat(taken.resolve("model.safetensors")).content().isEqualTo("menon-unsharp-median1");
      Path folder = book.asRuns().folder(String.valueOf(part));
      assertThat(folder.resolve("model.safetensors")).content().isEqualTo("menon-unsharp-median1");
      assertThat(book.asRuns().folder(String.valueOf(part))).isEqualTo(folder);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> book.model(drift, scratch.resolve("none")))
          .withMessageContaining(
              "has no model: name one of its parts, such as %d (train menon".formatted(part));
    }
  }

  @Test
  void modelFolderIsLinkedAndChecked() throws Exception {
    BookLocation place = newPlace();
    try (LabBook book = LabBook.open(place)) {
      long drift = Samples.drift(book, scratch);
      long part = book.run(drift).parts().getFirst().number();
      Path abandoned = Files.createDirectories(place.artefacts().resolve(".unfinished-0/model"));
      Files.setLastModifiedTime(
          abandoned.getParent(), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
      Path file = book.asRuns().folder(String.valueOf(part)).resolve("model.safetensors");
      Path kept = book.artefact(part, "model/model.safetensors");
      assertThat(abandoned.getParent()).doesNotExist();
      assertThat(Files.isSameFile(file, kept)).isTrue();
      assertThat(Files.getPosixFilePermissions(file))
          .doesNotContain(PosixFilePermission.OWNER_WRITE);

      Files.delete(file);
      Files.writeString(file, "another thing");
      assertThat(book.asRuns().folder(String.valueOf(part))).isEqualTo(file.getParent());
      assertThat(file).content().isEqualTo("menon-unsharp-median1");

      assertThat(kept.toFile().setWritable(true)).isTrue();
      Files.writeString(kept, "changed");
      assertThatExceptionOfType(UnusableBookException.class)
          .isThrownBy(() -> book.asRuns().folder(String.valueOf(part)))
          .withMessageContaining("has lost model/model.safetensors of run " + part);
      assertThatExceptionOfType(UnusableBookException.class)
          .isThrownBy(() -> book.model(part, scratch.resolve("model that was changed")))
          .withMessageContaining("has lost model/model.safetensors of run " + part);
    }
  }

  @Test
  void modelFolderIsCreatedByManyThreadsAtOnce() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      RunLog run = book.begin(Samples.start("asked for"));
      for (int i = 0; i < 20; i++) {
        run.artefact("model/" + i, file("part", "content " + i));
      }
      CyclicBarrier together = new CyclicBarrier(8);
      List<Future<Path>> folders = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        for (int i = 0; i < 8; i++) {
          folders.add(
              threads.submit(
                  () -> {
                    together.await();
                    return book.asRuns().folder(run.id());
                  }));
        }
      }
      for (Future<Path> folder : folders) {
        assertThat(folder.get().resolve("19")).hasContent("content 19");
      }
    }
  }

  @Test
  void repeatedRunRestoresDamagedArtefacts() throws Exception {
    BookLocation place = newPlace();
    byte[] large = new byte[(int) ArtefactStore.LARGE];
    try (LabBook book = LabBook.open(place)) {
      for (byte[] content : List.of("small".getBytes(StandardCharsets.UTF_8), large)) {
        Path file = Files.write(scratch.resolve("kept"), content);
        long number = 0;
        for (int i = 0; i < 2; i++) {
          RunLog run = book.begin(Samples.start("again"));
          run.artefact("kept", file);
          number = Long.parseLong(run.id());
          Path kept = book.artefact(number, "kept");
          assertThat(kept).hasBinaryContent(content);
          if (i == 0) {
            byte[] damaged = content.clone();
            damaged[1]++;
            Files.delete(kept);
            Files.write(kept, damaged);
          }
        }
        Files.delete(file);
      }
      try (Stream<Path> left = Files.list(place.artefacts())) {
        assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith("."));
      }
    }
  }

  @Test
  void artefactsAreCopiedByPrefix() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      RunLog run = book.begin(Samples.start("copied"));
      run.artefact("plan/a.yaml", file("a.yaml", "a"));
      run.artefact("plan/sub/b.yaml", file("b.yaml", "b"));
      run.artefact("other", file("other", "o"));
      Path to = scratch.resolve("copied");
      book.artefacts(Long.parseLong(run.id()), "plan/", to);
      assertThat(VisibleFiles.below(to).keySet()).containsExactly("a.yaml", "sub/b.yaml");
      assertThat(to.resolve("sub/b.yaml")).hasContent("b");
    }
  }

  @Test
  void missingRunsAndArtefactsAreReported() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> book.number("last"))
          .withMessageContaining("has no runs yet");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> book.run(99))
          .withMessageContaining("has no run 99: rawline lab ls lists all runs");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> book.number("first"))
          .withMessageContaining("'first' is not a run: expected its number");
      RunLog run = book.begin(Samples.start("empty"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> book.artefact(Long.parseLong(run.id()), "report.html"))
          .withMessageContaining("has no artefact report.html: it has none");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.artefact("../a", file("a", "")))
          .withMessageContaining("'../a' cannot name an artefact");
    }
  }

  @Test
  void freeQueriesOnlyRead() throws Exception {
    BookLocation place = newPlace();
    try (LabBook book = LabBook.open(place)) {
      long drift = Samples.drift(book, scratch);
      assertThat(book.query("select name from runs where number = " + drift, 10).rows())
          .containsExactly(List.of("two views"));
      for (String writes :
          List.of(
              "delete from run",
              "insert into experiment (name) values ('x')",
              "update run set name = 'x'",
              "drop view runs",
              "pragma journal_mode = delete",
              "attach 'other.db' as other",
              "vacuum into 'copy.db'",
              "create table mine (a int)",
              "select 1; delete from run",
              "/* select */ delete from run",
              "with gone as (select 1) delete from run",
              "with gone as (delete from tag returning run) select * from gone",
              "explain analyze delete from tag",
              "select 'a;b'; drop view runs --",
              "")) {
        assertThatIllegalArgumentException()
            .as(writes)
            .isThrownBy(() -> book.query(writes, 10))
            .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("Exception"));
      }
      assertThat(book.run(drift).parts()).hasSize(4);
      assertThat(book.query(" -- all\n select count(*) as n from tags ; ", 5).rows())
          .containsExactly(List.of(1L));
      assertThat(book.query("select 'a;b' as text", 5).rows()).containsExactly(List.of("a;b"));
    }
  }

  private static void watched(
      LabBook book, String folder, String state, List<RunLog.Measured> metrics) throws IOException {
    RunLog run =
        book.begin(new RunStart("line", "watch " + folder, "quality watch", Samples.origin()));
    run.parameters(Map.of("state", state));
    run.metrics(metrics);
    run.end(RunState.FINISHED);
  }

  private static List<RunLog.Measured> file(long step, Map<String, Double> alarms) {
    List<RunLog.Measured> metrics = new ArrayList<>();
    metrics.add(new RunLog.Measured("chart", step, alarms.isEmpty() ? 0.5 : 1.5));
    alarms.forEach((name, level) -> metrics.add(new RunLog.Measured("chart_" + name, step, level)));
    if (!alarms.isEmpty()) {
      metrics.add(new RunLog.Measured("alarm_time", step, 1e9 + step));
    }
    return metrics;
  }

  private static List<RunLog.Measured> files(List<List<RunLog.Measured>> files) {
    return files.stream().flatMap(List::stream).toList();
  }

  /**
   * A stretch goes on over runs and over files without charts; another quantity has its own; what
   * an older journal of a folder says does not count.
   */
  @Test
  void theFleetsQueryListsStretchesOutOfControl() throws Exception {
    String query =
        SQL.matcher(Files.readString(QUERIES))
            .results()
            .map(found -> found.group(1))
            .filter(sql -> sql.contains("'quality watch'"))
            .findFirst()
            .orElseThrow();
    Map<String, Double> red = Map.of("red_mean", -1.2);
    Map<String, Double> both = Map.of("red_mean", -1.4, "gain", 2.0);
    Map<String, Double> none = Map.of();
    try (LabBook book = LabBook.open(newPlace())) {
      watched(book, "/a", "/a/old", files(List.of(file(8, none), file(9, both))));
      watched(book, "/a", "/a/state", files(List.of(file(1, red), file(2, none), file(3, red))));
      watched(book, "/b", "/b/state", files(List.of(file(1, none), file(2, none))));
      watched(book, "/a", "/a/state", files(List.of(file(5, both), file(6, red))));
      assertThat(book.query(query, 100).rows())
          .containsExactly(
              List.of("watch /a", "red_mean", 3L, 1e9 + 3, 6L, 1.4, 1L),
              List.of("watch /a", "red_mean", 1L, 1e9 + 1, 1L, 1.2, 0L),
              List.of("watch /a", "gain", 5L, 1e9 + 5, 5L, 2.0, 0L));
    }
  }

  @Test
  void invalidQueryIsAnsweredWithTheColumns() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> book.query("select accuracy from runs", 10))
          .withMessageContaining("accuracy")
          .withMessageContaining("runs has number, parent, experiment, name, ")
          .withMessageContaining("docs/reference/lab-sql.md");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> book.query("select * from nowhere", 10))
          .withMessageContaining("query one of ")
          .withMessageContaining("predictions");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> book.query("select from where", 10))
          .withMessageContaining("the query is not valid: ");
    }
  }

  @Test
  void rowsAreLimited() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      Samples.drift(book, scratch);
      QueryResult some = book.query("select number from runs order by number", 3);
      assertThat(some.rows()).hasSize(3);
      assertThat(some.more()).isTrue();
      assertThat(book.query("select number from runs", 5).more()).isFalse();
      QueryResult kinds =
          book.query(
              "select count(*) as n, avg(value) as mean, null as missing, max(name) as word from"
                  + " metrics",
              1);
      assertThat(kinds.columns()).containsExactly("n", "mean", "missing", "word");
      assertThat(kinds.rows().getFirst().get(0)).isEqualTo(30L);
      assertThat(kinds.rows().getFirst().get(1)).isInstanceOf(Double.class);
      assertThat(kinds.rows().getFirst().get(2)).isNull();
    }
  }

  /** Every query of the documentation works, and has results in a book with all kinds of rows. */
  @Test
  void documentedQueriesWork() throws Exception {
    List<String> queries =
        SQL.matcher(Files.readString(QUERIES)).results().map(found -> found.group(1)).toList();
    assertThat(queries).hasSizeGreaterThanOrEqualTo(10);
    try (LabBook book = LabBook.open(newPlace())) {
      long first = Samples.drift(book, scratch);
      RunOrigin other =
          new RunOrigin(
              Samples.origin().plan(),
              "0ther",
              Samples.origin().data(),
              Samples.origin().seeds(),
              Samples.origin().machine(),
              Samples.origin().versions());
      book.begin(new RunStart("cells", "later", "drift", other)).end(RunState.FINISHED);
      watched(book, "/a", "/a/state", file(1, Map.of("red_mean", -1.2)));
      for (String query : queries) {
        String sql = PLACEHOLDER.matcher(query).replaceAll(String.valueOf(first));
        QueryResult result = book.query(sql, 1000);
        assertThat(result.columns()).as(query).isNotEmpty();
        if (!query.contains("tolerances")) {
          assertThat(result.rows()).as(query).isNotEmpty();
        }
      }
    }
  }

  /** The documentation lists the columns of every view, in their order. */
  @Test
  void documentedColumnsExist() throws Exception {
    String page = Files.readString(QUERIES);
    try (LabBook book = LabBook.open(newPlace())) {
      for (String view :
          List.of(
              "runs",
              "params",
              "metrics",
              "last_metrics",
              "tags",
              "artefacts",
              "cells",
              "predictions",
              "tolerances")) {
        List<String> columns = book.query("select * from " + view, 1).columns();
        int section = page.indexOf("### " + view + "\n");
        assertThat(section).as(view).isPositive();
        int end = page.indexOf("\n#", section + 1);
        List<String> documented =
            Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                .matcher(page.substring(section, end < 0 ? page.length() : end))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(documented).as(view).containsExactlyElementsOf(columns);
      }
    }
  }

  @Test
  void newBookIsOpenedByManyThreadsAtOnce() throws Exception {
    BookLocation place = newPlace();
    List<Future<String>> runs = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        runs.add(
            threads.submit(
                () -> {
                  try (LabBook book = LabBook.open(place)) {
                    return book.begin(Samples.start("raced")).id();
                  }
                }));
      }
    }
    Set<String> numbers = new LinkedHashSet<>();
    for (Future<String> run : runs) {
      numbers.add(run.get());
    }
    assertThat(numbers).hasSize(6);
  }

  @Test
  void anyThreadWrites() throws Exception {
    try (LabBook book = LabBook.open(newPlace())) {
      RunLog run = book.begin(Samples.start("threads"));
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        List<Future<Integer>> all = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          String name = "loss" + thread;
          all.add(
              threads.submit(
                  () -> {
                    for (int step = 0; step < 25; step++) {
                      run.metrics(List.of(new RunLog.Measured(name, step, step)));
                    }
                    return 25;
                  }));
        }
        for (Future<Integer> each : all) {
          assertThat(each.get()).isEqualTo(25);
        }
      }
      assertThat(book.metrics(Long.parseLong(run.id()))).hasSize(100);
    }
  }

  /** A newer program may have changed the tables, which this one could damage. */
  @Test
  void newerBookIsRejected() throws Exception {
    BookLocation place = newPlace();
    LabBook.open(place).close();
    execute(place, "update rawline_schema set version = '99'");
    assertThatExceptionOfType(UnusableBookException.class)
        .isThrownBy(() -> LabBook.open(place))
        .withMessageContaining("was written by a newer Rawline (version 99 of its tables")
        .withMessageContaining("use that Rawline, or choose another place by --lab");
  }

  @Test
  void otherTablesAreNotTouched() throws Exception {
    BookLocation place = newPlace();
    if (place instanceof BookLocation.Folder folder) {
      Files.createDirectories(folder.folder());
    }
    execute(place, "create table accounts (name text)");
    assertThatExceptionOfType(UnusableBookException.class)
        .isThrownBy(() -> LabBook.open(place))
        .withMessageContaining("is not a lab book: it contains other tables");
  }

  abstract void execute(BookLocation place, String sql) throws Exception;

  @Test
  void largeArtefactsOfAFolderAreStoredOnce() throws Exception {
    Path model = Files.createDirectories(scratch.resolve("model/sub"));
    Files.write(model.resolve("weights.bin"), new byte[(int) ArtefactStore.LARGE]);
    Files.writeString(model.resolveSibling("plan.yaml"), "data: x");
    Files.writeString(model.resolve(".rawline-00.part"), "half");
    BookLocation place = newPlace();
    try (LabBook book = LabBook.open(place)) {
      long number = 0;
      for (int i = 0; i < 2; i++) {
        RunLog run = book.begin(Samples.start("large"));
        run.artefact("model", model.getParent());
        number = Long.parseLong(run.id());
      }
      assertThat(book.run(number).artefacts().keySet())
          .containsExactly("model/plan.yaml", "model/sub/weights.bin");
      Path kept = book.artefact(number, "model/sub/weights.bin");
      assertThat(Files.isSameFile(kept, model.resolve("weights.bin"))).isTrue();
      assertThat(
              Files.isSameFile(
                  book.artefact(number, "model/plan.yaml"), scratch.resolve("model/plan.yaml")))
          .isFalse();
      try (Stream<Path> files = Files.walk(place.artefacts())) {
        assertThat(files.filter(Files::isRegularFile)).hasSize(2);
      }

      assertThat(kept.toFile().setWritable(true)).isTrue();
      Files.writeString(kept, "changed");
      long last = number;
      assertThatExceptionOfType(UnusableBookException.class)
          .isThrownBy(() -> book.artefact(last, "model/sub/weights.bin"))
          .withMessageContaining("was changed after it was stored");
      Files.delete(kept);
      assertThatExceptionOfType(UnusableBookException.class)
          .isThrownBy(() -> book.artefact(last, "model/sub/weights.bin"))
          .withMessageContaining("is missing; restore it from a backup");
    }
  }
}
