package dev.rawline.studio.lab;

import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Lab books as experiments would have written them. */
public final class SampleBook {
  static final List<String> VIEWS =
      List.of("bilinear-sharpen-gaussian", "malvar-unsharp-gaussian", "menon-unsharp-median");
  private static final int SPLITS = 5;
  private static final int METRICS = 4;
  private static final int STEPS = 5;

  private SampleBook() {}

  private static RunOrigin origin() {
    LinkedHashMap<String, String> versions = new LinkedHashMap<>();
    versions.put("rawline", "0.2.0");
    return new RunOrigin("ab12", "c0ffee", "da7a", List.of(1L), "a machine", versions);
  }

  static RunLog run(LabBook book, String name, String command) throws IOException {
    return book.begin(new RunStart("cells", name, command, origin()));
  }

  /** Writes a training with curves and files. */
  public static long training(LabBook book, Path scratch, int number) throws IOException {
    RunLog run = run(book, "train %d".formatted(number), "train");
    run.parameters(
        Map.of(
            "learning_rate",
            number % 2 == 0 ? "0.001" : "0.01",
            "epochs",
            "20",
            "data",
            "https://me:hunter22@host/data.zip"));
    List<RunLog.Measured> metrics = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(number);
    for (int epoch = 1; epoch <= 20; epoch++) {
      double noise = 0.05 * random.nextDouble();
      metrics.add(new RunLog.Measured("training_loss", epoch, 2.0 / epoch + noise));
      metrics.add(
          new RunLog.Measured("accuracy", epoch, 0.95 - 0.6 / epoch - noise - 0.06 * (number % 3)));
    }
    run.metrics(metrics);
    Path folder = Files.createDirectories(scratch.resolve("files-" + number));
    run.artefact(
        "report.html",
        Files.writeString(
            folder.resolve("report.html"), "<h1>report</h1><script>document.title='ran'</script>"));
    run.artefact("model/plan.yaml", Files.writeString(folder.resolve("plan.yaml"), "epochs: 20\n"));
    run.artefact(
        "model/model.safetensors", Files.writeString(folder.resolve("model"), "weights " + number));
    run.end(RunState.FINISHED);
    return Long.parseLong(run.id());
  }

  /** Writes a drift experiment with cells, predictions and pictures. */
  public static long drift(LabBook book, Path picture) throws IOException {
    RunLog run = run(book, "three views", "drift");
    run.parameters(Map.of("views", "3"));
    for (int i = 0; i < VIEWS.size(); i++) {
      for (int j = 0; j < VIEWS.size(); j++) {
        for (int split = 1; split <= SPLITS; split++) {
          double accuracy = 0.9 - 0.07 * Math.abs(i - j) + 0.004 * ((split * (i + 2 * j + 1)) % 5);
          run.cells(
              List.of(
                  new RunLog.Cell(VIEWS.get(i), VIEWS.get(j), "", 0, split, "accuracy", accuracy)));
          run.predictions(predictions(VIEWS.get(i), VIEWS.get(j), split, i != j));
        }
      }
      for (int severity = 1; severity <= 5; severity++) {
        for (int split = 1; split <= SPLITS; split++) {
          for (String corruption : List.of("gaussian_noise", "motion_blur")) {
            run.cells(
                List.of(
                    new RunLog.Cell(
                        VIEWS.get(i),
                        VIEWS.get(i),
                        corruption,
                        severity,
                        split,
                        "accuracy",
                        0.9 - 0.05 * severity + 0.003 * split)));
          }
        }
      }
    }
    run.artefact("views.png", picture);
    run.artefact("worst-cell.png", picture);
    run.end(RunState.FINISHED);
    return Long.parseLong(run.id());
  }

  private static List<RunLog.PredictionEntry> predictions(
      String trained, String tested, int split, boolean drift) {
    List<RunLog.PredictionEntry> predictions = new ArrayList<>();
    for (int sample = 0; sample < 6; sample++) {
      predictions.add(
          new RunLog.PredictionEntry(
              trained,
              tested,
              "",
              0,
              split,
              "cell-" + sample,
              "monocyte",
              drift && sample < 2 ? "lymphocyte" : "monocyte",
              0.6 + 0.05 * sample));
    }
    return predictions;
  }

  /** Writes an examination with the example of a tolerance specification. */
  public static long forensics(LabBook book) throws IOException {
    RunLog run = run(book, "quick", "forensics");
    run.artefact("tolerance.yaml", Path.of("..", "examples", "tolerance.yaml"));
    run.end(RunState.FINISHED);
    return Long.parseLong(run.id());
  }

  /** Writes an optimization with the acquisitions of a published result. */
  public static long optimization(LabBook book, Path scratch) throws IOException {
    RunLog run = run(book, "smears", "optimize");
    run.artefact(
        "acquisition.csv", Path.of("..", "docs", "results", "optimize-smears", "acquisition.csv"));
    run.artefact(
        "findings.json",
        Files.writeString(
            scratch.resolve("findings.json"),
            """
            {"sentences": ["10 % of the light keeps 95 %."],
             "acquisition": {"metric": "accuracy", "keep": 0.95,
               "reference": {"way": "as recorded"}, "knee": {"way": "10 % of the light"},
               "sure_knee": null}}
            """));
    run.end(RunState.FINISHED);
    return Long.parseLong(run.id());
  }

  /** Fills a new book with runs that do not differ in size, in one transaction. */
  public static BookLocation.Folder fill(Path folder, int runs) throws IOException, SQLException {
    BookLocation.Folder place = BookLocation.Folder.of(folder);
    LabBook.open(place).close();
    SplittableRandom random = new SplittableRandom(1);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + place.file())) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement();
          PreparedStatement run =
              connection.prepareStatement(
                  "insert into run (id, experiment, name, command, state, started, seconds, plan,"
                      + " code_commit, data, seeds, machine, versions) values (?, 1, ?, 'train', ?,"
                      + " '2026-01-31T12:00:00.000Z', ?, 'a', 'b', 'c', '1', 'd', '{}')");
          PreparedStatement parameter =
              connection.prepareStatement("insert into parameter values (?, ?, ?)");
          PreparedStatement metric =
              connection.prepareStatement("insert into metric values (?, ?, ?, ?)")) {
        statement.execute("insert into experiment (id, name) values (1, 'large')");
        for (int number = 1; number <= runs; number++) {
          add(
              run,
              number,
              "train " + number,
              random.nextInt(50) == 0 ? "failed" : "finished",
              60 * random.nextDouble());
          add(parameter, number, "lr", List.of("0.01", "0.001", "1e-4").get(random.nextInt(3)));
          add(parameter, number, "width", String.valueOf(8 << random.nextInt(4)));
          for (int i = 0; i < METRICS; i++) {
            for (int step = 1; step <= STEPS; step++) {
              add(metric, number, "metric" + i, step, random.nextDouble());
            }
          }
          if (number % 1000 == 0 || number == runs) {
            run.executeBatch();
            parameter.executeBatch();
            metric.executeBatch();
          }
        }
        connection.commit();
      }
    }
    return place;
  }

  private static void add(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }
}
