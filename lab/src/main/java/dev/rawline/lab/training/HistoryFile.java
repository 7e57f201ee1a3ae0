package dev.rawline.lab.training;

import dev.rawline.data.file.CsvLine;
import dev.rawline.learning.train.EpochReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

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
    List<List<String>> lines = new ArrayList<>();
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
    lines.add(heading);
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
      lines.add(line);
    }
    CsvLine.write(folder.resolve(NAME), lines);
  }

  /** Reads the table of a folder. */
  public static List<EpochReport> read(Path folder) throws IOException {
    return CsvLine.read(folder.resolve(NAME)).stream().map(HistoryFile::report).toList();
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
