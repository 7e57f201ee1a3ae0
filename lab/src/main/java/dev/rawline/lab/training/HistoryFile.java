package dev.rawline.lab.training;

import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.CsvText;
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
    List<String> columns =
        new ArrayList<>(
            List.of("epoch", "training_loss", "validation_loss", metric, "learning_rate"));
    columns.addAll(List.of("theta_learning_rate", "seconds", "best"));
    columns.addAll(theta);
    CsvText text = new CsvText(columns);
    for (EpochReport report : history) {
      List<Object> row =
          new ArrayList<>(
              List.of(
                  report.epoch(),
                  report.trainingLoss(),
                  report.validationLoss(),
                  report.metric(),
                  report.rate(),
                  report.dataModelRate(),
                  report.seconds(),
                  report.best() ? "yes" : ""));
      row.addAll(report.theta());
      text.add(row);
    }
    text.write(folder.resolve(NAME));
  }

  /** Reads the table of a folder. */
  public static List<EpochReport> read(Path folder) throws IOException {
    return CsvLine.read(folder.resolve(NAME), HistoryFile::report);
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
}
