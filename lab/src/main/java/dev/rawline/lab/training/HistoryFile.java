package dev.rawline.lab.training;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.learning.train.EpochReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What every epoch came to, in {@code history.csv}: one line an epoch. */
public final class HistoryFile {
  static final String NAME = "history.csv";

  private HistoryFile() {}

  /**
   * Writes the table.
   *
   * @param metric what the metric is called
   * @param theta the names of the data model's numbers
   */
  static void write(List<EpochReport> history, String metric, List<String> theta, Path folder)
      throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> heading =
        new ArrayList<>(
            List.of(
                "epoch",
                "training_loss",
                "validation_loss",
                metric,
                "learning_rate",
                "theta_learning_rate",
                "seconds",
                "best"));
    heading.addAll(theta);
    lines.add(String.join(",", heading));
    for (EpochReport report : history) {
      List<String> line = new ArrayList<>();
      line.add(String.valueOf(report.epoch()));
      line.add(String.valueOf(report.trainingLoss()));
      line.add(text(report.validationLoss()));
      line.add(text(report.metric()));
      line.add(String.valueOf(report.rate()));
      line.add(String.valueOf(report.dataModelRate()));
      line.add(String.valueOf(report.seconds()));
      line.add(report.best() ? "yes" : "");
      report.theta().forEach(number -> line.add(String.valueOf(number)));
      lines.add(String.join(",", line));
    }
    AtomicFile.write(
        folder.resolve(NAME), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the table of a folder. */
  public static List<EpochReport> read(Path folder) throws IOException {
    List<EpochReport> history = new ArrayList<>();
    try (Stream<String> lines = Files.lines(folder.resolve(NAME))) {
      lines.skip(1).map(CsvLine::fields).forEach(line -> history.add(report(line)));
    }
    return history;
  }

  private static EpochReport report(List<String> line) {
    return new EpochReport(
        Integer.parseInt(line.get(0)),
        Double.parseDouble(line.get(1)),
        number(line.get(2)),
        number(line.get(3)),
        Double.parseDouble(line.get(4)),
        Double.parseDouble(line.get(5)),
        Double.parseDouble(line.get(6)),
        !line.get(7).isEmpty(),
        line.subList(8, line.size()).stream().map(Double::valueOf).toList());
  }

  private static OptionalDouble number(String text) {
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "";
  }
}
