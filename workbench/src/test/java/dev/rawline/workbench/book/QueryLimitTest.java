package dev.rawline.workbench.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryLimitTest {
  private static final String ENDLESS =
      "with recursive number(x) as (select 1 union all select x + 1 from number) select sum(x) from"
          + " number";

  @TempDir Path scratch;

  private LabBook book() throws IOException {
    return LabBook.open(BookLocation.Folder.of(scratch.resolve("labbook")));
  }

  @Test
  void endlessQueryIsStopped() throws Exception {
    try (LabBook book = book()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> book.query(ENDLESS, new QueryLimit(1, Duration.ofMillis(300))))
          .withMessageContaining("the query took longer than")
          .withMessageContaining("restrict it to some runs");
      assertThat(book.query("select 1 as one", new QueryLimit(1, Duration.ofMinutes(1))).rows())
          .containsExactly(List.of(1L));
    }
  }

  @Test
  void endlessRowsAreStopped() throws Exception {
    try (LabBook book = book()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  book.query(
                      ENDLESS.replace("sum(x)", "x") + " where x % 1000000000 = 0",
                      new QueryLimit(10, Duration.ofMillis(300))))
          .withMessageContaining("took longer");
    }
  }

  @Test
  void longValuesAreRejected() throws Exception {
    try (LabBook book = book()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  book.query(
                      "select printf('%.*c', 100000000, 'x')",
                      new QueryLimit(1, Duration.ofMinutes(1))))
          .withMessageContaining("not valid");
    }
  }

  @Test
  void limitsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueryLimit(0, Duration.ofSeconds(1)))
        .withMessage("limit is 0: expected at least 1 row");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueryLimit(1, Duration.ZERO))
        .withMessage("the time limit is PT0S: expected above 0");
  }

  @Test
  void viewsHaveTheirColumns() throws Exception {
    try (LabBook book = book()) {
      assertThat(book.views().keySet())
          .contains("runs", "params", "metrics", "last_metrics", "cells", "tolerances");
      assertThat(book.views().get("metrics")).containsExactly("run", "name", "step", "value");
    }
  }

  @Test
  void resultIsWrittenAsCsvWithoutSecrets() {
    assertThat(
            new QueryResult(
                    List.of("a", "b"),
                    List.of(List.of("=1+1", 2L), Arrays.asList("https://me:secret12@host/x", null)),
                    false)
                .csv())
        .containsExactly("a,b", "'=1+1,2", "https://…@host/x,");
  }
}
