package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.lab.statistic.ControlScheme;
import dev.rawline.lab.statistic.Ewma;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Checks texts that end with a full stop: counts them, and keeps a chart of their lengths. Any
 * other text is incomplete.
 */
class TextFileInspector implements FileInspector {
  static final ControlScheme START = Ewma.start(0.1, 2.7);

  static String text(int number) {
    return "a picture of " + "very ".repeat(number % 7) + "good " + number + ".";
  }

  static double score(String text) {
    return (text.length() - 35) / 11.0;
  }

  @Override
  public FileVerdict judge(IncomingFile arrival, SequencedMap<String, Object> state)
      throws IOException {
    String text = Files.readString(arrival.file());
    if (!text.endsWith(".")) {
      throw new RejectedFileException(arrival.file(), "it has no end", "copy it again");
    }
    ControlScheme chart =
        state.get("chart") instanceof Map<?, ?> values
            ? RawFileInspector.ChartState.chart(values)
            : START;
    long count = state.get("count") instanceof Number before ? before.longValue() + 1 : 1;
    SequencedMap<String, Object> findings = new LinkedHashMap<>();
    findings.put("text", text);
    arrival.duplicateOf().ifPresent(first -> findings.put("seen", first));
    SequencedMap<String, Object> next = new LinkedHashMap<>();
    next.put("count", count);
    next.put("chart", RawFileInspector.ChartState.of(chart.next(score(text))));
    return new FileVerdict(findings, next);
  }
}
