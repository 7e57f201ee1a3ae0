package dev.rawline.studio.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.workbench.book.BookLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A book of 30,000 runs; times are printed and never decide. */
class LargeBookTest {
  private static final int RUNS = 30_000;

  @TempDir static Path scratch;
  private static LabPage page;

  @BeforeAll
  static void fill() throws Exception {
    BookLocation place = SampleBook.fill(scratch.resolve("labbook"), RUNS);
    page = new LabPage(place, false);
  }

  @AfterAll
  static void close() throws Exception {
    page.close();
    assertThat(page.failures()).isEmpty();
  }

  private static Map<String, Object> timed(String what, Callable<Map<String, Object>> work)
      throws Exception {
    long start = System.nanoTime();
    Map<String, Object> answer = work.call();
    System.out.printf("%s: %.0f ms%n", what, (System.nanoTime() - start) / 1e6);
    return answer;
  }

  private static Map<String, Object> list(String order, String name, List<String> where)
      throws Exception {
    return LabPage.object(
        page.post(
            "runs",
            Map.of(
                "parts", true, "where", where, "order", order, "name", name, "descending", true)));
  }

  @Test
  void pagesOfManyRunsAreComplete() throws Exception {
    for (String time : List.of("first", "again")) {
      Map<String, Object> newest =
          timed("30,000 runs, " + time, () -> list("number", "", List.of()));
      List<?> numbers = (List<?>) newest.get("numbers");
      assertThat(numbers).hasSize(RUNS);
      assertThat(numbers.getFirst()).isEqualTo(RUNS);
      assertThat((List<?>) newest.get("rows")).hasSize(60);
    }
    for (String order : List.of("last", "least", "most")) {
      assertThat(
              (List<?>)
                  timed(
                          "ordered by the %s value of a metric".formatted(order),
                          () -> list(order, "metric2", List.of()))
                      .get("numbers"))
          .hasSize(RUNS);
    }
    timed("ordered by a parameter", () -> list("param", "lr", List.of()));
    List<?> some =
        (List<?>)
            timed(
                    "filtered by a metric and a parameter",
                    () -> list("number", "", List.of("metric:metric1>=0.9", "param:lr=0.001")))
                .get("numbers");
    assertThat(some).hasSizeBetween(500, 1500);
    timed(
        "60 rows",
        () ->
            LabPage.object(
                page.post(
                    "rows", Map.of("numbers", LongStream.range(15_000, 15_060).boxed().toList()))));
    timed("names", () -> LabPage.object(page.get("names", Map.of())));
  }

  @Test
  void manyRunsAreCompared() throws Exception {
    List<Long> runs = LongStream.range(0, 500).map(i -> 60 * i + 1).boxed().toList();
    for (String time : List.of("first", "again")) {
      Map<String, Object> compared =
          timed(
              "500 runs compared, " + time,
              () -> LabPage.object(page.post("compare", Map.of("runs", runs, "value", "last"))));
      assertThat((List<?>) compared.get("runs")).hasSize(500);
      Map<String, Object> curves =
          timed(
              "500 curves with intervals, " + time,
              () ->
                  LabPage.object(
                      page.post(
                          "curves",
                          Map.of(
                              "runs", runs, "metric", "metric0", "by", "lr", "together", false))));
      assertThat((List<?>) curves.get("curves")).hasSize(500);
      assertThat((List<?>) curves.get("groups")).hasSize(3);
    }
  }
}
