package dev.rawline.workbench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunLog.PredictionEntry;
import dev.rawline.workbench.book.RunLog.Tolerance;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lines of the outbox are data: an older program may have left them to be sent. */
class OutboxEntryTest {
  private static final RunStart START =
      new RunStart(
          "cells",
          "all",
          "drift",
          new RunOrigin(
              "ab12",
              "0123abc-changed",
              "cd34",
              List.of(7L, 8L),
              "a machine",
              new LinkedHashMap<>(Map.of("rawline", "0.1.0"))));

  private static void assertLine(OutboxEntry entry, String line) {
    assertThat(entry.line()).isEqualTo(line);
    assertThat(OutboxEntry.of(line)).isEqualTo(entry);
  }

  @Test
  void linesOfBeginsAndEndsAreStable() {
    assertLine(
        OutboxEntry.Begin.of("k", Optional.empty(), START, 5),
        """
        {"run":"k","kind":"begin","parent":"","time":5,"experiment":"cells","name":"all",\
        "command":"drift","plan":"ab12","commit":"0123abc-changed","data":"cd34","seeds":["7","8"],\
        "machine":"a machine","versions":{"rawline":"0.1.0"}}""");
    OutboxEntry.Begin part = OutboxEntry.Begin.of("k", Optional.of("p"), START, 6);
    assertThat(part.parent()).isEqualTo("p");
    assertThat(part.start()).isEqualTo(START);
    assertLine(
        new OutboxEntry.End("k", RunState.STOPPED, 7),
        "{\"run\":\"k\",\"kind\":\"end\",\"state\":\"stopped\",\"time\":7}");
  }

  @Test
  void linesOfValuesAndFilesAreStable() {
    assertLine(
        new OutboxEntry.Parameters("k", Map.of("lr", "0.1")),
        "{\"run\":\"k\",\"kind\":\"parameters\",\"values\":{\"lr\":\"0.1\"}}");
    assertLine(
        new OutboxEntry.Tags("k", Map.of("note", "ü")),
        "{\"run\":\"k\",\"kind\":\"tags\",\"values\":{\"note\":\"ü\"}}");
    assertLine(
        new OutboxEntry.Artefact("k", "a/b.txt", "1"),
        "{\"run\":\"k\",\"kind\":\"artefact\",\"name\":\"a/b.txt\",\"copy\":\"1\"}");
    assertLine(
        OutboxEntry.Metrics.of(
            "k", 5, List.of(new Measured("loss", 1, Double.NaN), new Measured("loss", 2, 0.5))),
        """
        {"run":"k","kind":"metrics","time":5,"metrics":[["loss","1","NaN"],["loss","2","0.5"]]}""");
  }

  @Test
  void linesOfRowsAreStable() {
    Cell cell = new Cell("a, b", "b", "", 0, 1, "accuracy", 0.5);
    assertLine(
        new OutboxEntry.Cells("k", 5, RunTable.CELLS.rows(List.of(cell))),
        """
        {"run":"k","kind":"cells","time":5,"rows":[["a, b","b","","0","1","accuracy","0.5"]]}""");
    PredictionEntry prediction =
        new PredictionEntry("a", "b", "blur", 3, 1, "x.png", "RBC", "\"C\"", 1);
    assertLine(
        new OutboxEntry.Predictions("k", RunTable.PREDICTIONS.rows(List.of(prediction))),
        """
        {"run":"k","kind":"predictions","rows":\
        [["a","b","blur","3","1","x.png","RBC","\\"C\\"","1.0"]]}""");
    Tolerance gamma =
        new Tolerance("gamma", "f1", "", 2.2, 1, 3, 1, 1, 2, 3, false, true, 0.9, 0.02, 0.95);
    assertLine(
        new OutboxEntry.Tolerances("k", RunTable.TOLERANCES.rows(List.of(gamma))),
        """
        {"run":"k","kind":"tolerances","rows":[["gamma","f1","","2.2","1.0","3.0","1.0","1.0",\
        "2.0","3.0","false","true","0.9","0.02","0.95"]]}""");
  }

  @Test
  void damagedLinesAreRejected() {
    for (String line :
        List.of(
            "nonsense",
            "{\"run\":\"k\",\"kind\":\"unknown\"}",
            "{\"run\":\"k\",\"kind\":\"tags\"}",
            "{\"run\":\"k\",\"kind\":\"end\",\"state\":\"gone\",\"time\":7}",
            "{\"run\":\"k\",\"kind\":\"end\",\"state\":\"failed\"}")) {
      assertThatIllegalArgumentException().as(line).isThrownBy(() -> OutboxEntry.of(line));
    }
  }
}
