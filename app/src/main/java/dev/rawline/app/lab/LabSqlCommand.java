package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.JsonFile;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.QueryResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline lab sql}: queries of one's own. */
@Command(name = "sql", header = "Query the lab book in SQL, read-only.")
final class LabSqlCommand extends TerminalCommand {
  @Parameters(paramLabel = "QUERY", description = "One read-only statement, in quotes.")
  private String query;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Maximum number of rows (default: 1000).")
  private int limit = 1000;

  @ArgGroup private Form form = new Form();

  @Mixin private LabBookOptions bookOptions;

  /** How the answer is printed, if not as a table. */
  static final class Form {
    @Option(names = "--csv", description = "Print comma-separated values, with all digits.")
    private boolean csv;

    @Option(names = "--json", description = "Print one JSON object a line, with all digits.")
    private boolean json;
  }

  @Override
  public ExitCode call() throws IOException {
    QueryResult result;
    try (LabBook book = bookOptions.openExisting()) {
      result = book.query(query, limit);
    }
    PrintWriter out = out();
    if (form.csv) {
      out.println(line(result.columns()));
      result.rows().forEach(row -> out.println(line(row)));
    } else if (form.json) {
      result.rows().forEach(row -> out.println(JsonFile.text(object(result.columns(), row))));
    } else {
      TextTable table = new TextTable(result.columns());
      result.rows().forEach(table::add);
      table.print(out);
    }
    if (result.more()) {
      err().printf("the first %d rows; there are more: --limit N shows N%n", limit);
    }
    return ExitCode.DONE;
  }

  private static String line(List<?> values) {
    return values.stream()
        .map(value -> value == null ? "" : CsvLine.field(String.valueOf(value)))
        .collect(Collectors.joining(","));
  }

  private static Map<String, Object> object(List<String> columns, List<Object> row) {
    Map<String, Object> object = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(columns);
    for (int column = 0; column < names.size(); column++) {
      Object value = row.get(column);
      boolean infinite = value instanceof Double number && !Double.isFinite(number);
      object.put(names.get(column), infinite ? String.valueOf(value) : value);
    }
    return object;
  }
}
