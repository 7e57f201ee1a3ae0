package dev.rawline.lab.quality.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalEntryTest {
  /** Lines of a journal of version 0.1.0. */
  private static List<String> lines() throws IOException {
    try (InputStream file = JournalEntryTest.class.getResourceAsStream("judged-1.jsonl")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
    }
  }

  @Test
  void linesOfAnEarlierVersionAreReadAndWrittenBack() throws IOException {
    assertThat(lines()).hasSize(3);
    for (String line : lines()) {
      JournalEntry entry = JournalEntry.parse(line);
      assertThat(entry.line()).isEqualTo(line);
      assertThat(entry.outcome()).isEqualTo(WatchOutcome.JUDGED);
      Map<?, ?> chart = (Map<?, ?>) entry.state().get("green_mean");
      assertThat(RawFileInspector.ChartState.of(RawFileInspector.ChartState.chart(chart)))
          .isEqualTo(chart);
    }
  }

  @Test
  void invalidLinesAreRejectedByTheirKey() throws IOException {
    String line = lines().getFirst();
    assertThatThrownBy(() -> JournalEntry.parse(line.replace("\"size\":", "\"length\":")))
        .hasMessage("'size' is missing: expected a whole number");
    assertThatThrownBy(
            () -> JournalEntry.parse(line.replace("\"name\":\"000001.tiff\"", "\"name\":7")))
        .hasMessage("'name' is 7: expected a text");
    assertThatThrownBy(() -> JournalEntry.parse(line.replace("\"size\":45186", "\"size\":1.5")))
        .hasMessage("'size' is 1.5: expected a whole number");
    assertThatThrownBy(() -> JournalEntry.parse(line.replace("\"judged\"", "\"liked\"")))
        .hasMessage("'outcome' is liked: expected one of [judged, refused]");
    assertThatThrownBy(
            () -> JournalEntry.parse(line.replaceFirst("\"time\":\"2026", "\"time\":\"x")))
        .hasMessageContaining("expected a time like 2026-01-31T23:59:59Z");
  }
}
