package dev.rawline.studio.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabRoutesTest {
  @TempDir Path scratch;
  private BookLocation.Folder place;
  private LabBook book;
  private LabPage page;

  @BeforeEach
  void open() throws IOException {
    place = BookLocation.Folder.of(scratch.resolve("labbook"));
    book = LabBook.open(place);
    page = new LabPage(place, false);
  }

  @AfterEach
  void close() throws IOException {
    page.close();
    book.close();
    assertThat(page.failures()).isEmpty();
  }

  private static Map<String, Object> list(String order, String name, boolean descending) {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("parts", true);
    wanted.put("where", List.of());
    wanted.put("order", order);
    wanted.put("name", name);
    wanted.put("descending", descending);
    return wanted;
  }

  @Test
  @SuppressWarnings("unchecked")
  void runsAreListedWithTheExtremesOfTheirMetrics() throws Exception {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      numbers.add((int) SampleBook.training(book, scratch, i));
    }
    Map<String, Object> all = LabPage.object(page.post("runs", list("last", "accuracy", true)));
    assertThat((List<Integer>) all.get("numbers")).containsExactlyElementsOf(numbers);
    Map<String, Object> first = ((List<Map<String, Object>>) all.get("rows")).getFirst();
    assertThat((Map<String, Object>) first.get("run"))
        .containsEntry("name", "train 0")
        .containsEntry("state", "finished")
        .containsEntry("command", "train");
    Map<String, Object> loss =
        (Map<String, Object>) ((Map<String, Object>) first.get("metrics")).get("training_loss");
    assertThat(loss).containsEntry("steps", 20).containsKeys("least", "most", "last");
    assertThat((double) loss.get("least")).isLessThanOrEqualTo((double) loss.get("last"));
    assertThat((Map<String, Object>) first.get("parameters"))
        .containsEntry("data", "https://…@host/data.zip");

    Map<String, Object> rows =
        LabPage.object(
            page.post(
                "rows",
                Map.of(
                    "numbers",
                    List.of(numbers.getLast()),
                    "columns",
                    Map.of("parameters", List.of("epochs"), "metrics", List.of()))));
    Map<String, Object> row = ((List<Map<String, Object>>) rows.get("rows")).getFirst();
    assertThat((Map<String, Object>) row.get("parameters")).containsOnlyKeys("epochs");
    assertThat((Map<String, Object>) row.get("metrics")).isEmpty();

    assertThat(LabPage.object(page.get("names", Map.of())))
        .containsEntry("metrics", List.of("accuracy", "training_loss"));
  }

  @Test
  void mistakesAreExplained() throws Exception {
    assertMistake(page.post("runs", list("colour", "", false)), "'colour'");
    assertMistake(page.post("runs", list("last", "", false)), "expected a name for it");
    Map<String, Object> condition = list("number", "", false);
    condition.put("where", List.of("accuracy is large"));
    assertMistake(page.post("runs", condition), "is not a condition");
    assertMistake(page.post("rows", Map.of("numbers", List.of())), "0 runs: expected 1 to 500");
    assertMistake(
        page.post(
            "compare", Map.of("runs", LongStream.range(0, 501).boxed().toList(), "value", "last")),
        "501 runs: expected 1 to 500");
    assertMistake(page.get("run", Map.of("run", "x")), "expected the number of a run");
    assertMistake(page.get("run", Map.of("run", 99)), "has no run 99");
    long run = SampleBook.training(book, scratch, 0);
    assertMistake(page.get("drift", Map.of("run", run)), "has 0 cells");
    assertMistake(page.get("pareto", Map.of("run", run)), "has no artefact findings.json");
    assertMistake(
        page.post("tolerance", Map.of("run", run, "values", Map.of())),
        "has no tolerance specification: choose a run of forensics");
  }

  private static void assertMistake(HttpResponse<String> answer, String message) {
    assertThat(answer.body()).contains(message);
    assertThat(answer.statusCode()).isEqualTo(422);
  }

  @Test
  @SuppressWarnings("unchecked")
  void runIsShownWithTheCommandThatReproducesIt() throws Exception {
    long number = SampleBook.training(book, scratch, 1);
    Map<String, Object> run = LabPage.object(page.get("run", Map.of("run", number)));
    assertThat((Map<String, Object>) run.get("reproduction"))
        .containsEntry("command", "./rawline lab reproduce %d --lab %s".formatted(number, place));
    assertThat((List<Map<String, Object>>) run.get("artefacts"))
        .extracting(artefact -> artefact.get("name") + " " + artefact.get("kind"))
        .containsExactly(
            "model/model.safetensors file", "model/plan.yaml text", "report.html page");
    long drift = Long.parseLong(SampleBook.run(book, "unfinished", "drift").id());
    assertThat(
            (Map<String, Object>)
                LabPage.object(page.get("run", Map.of("run", drift))).get("reproduction"))
        .containsEntry("command", null)
        .containsEntry("reason", "only a finished run can be compared with another");
  }

  @Test
  @SuppressWarnings("unchecked")
  void runsAreComparedAndTheirCurvesAveraged() throws Exception {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      numbers.add(SampleBook.training(book, scratch, i));
    }
    Map<String, Object> compared =
        LabPage.object(page.post("compare", Map.of("runs", numbers, "value", "least")));
    assertThat((Map<String, Object>) compared.get("same")).containsEntry("epochs", "20");
    assertThat((Map<String, List<String>>) compared.get("parameters"))
        .containsOnlyKeys("learning_rate")
        .allSatisfy((_, values) -> assertThat(values).hasSize(12).contains("0.001", "0.01"));
    assertThat((Map<String, List<Double>>) compared.get("metrics"))
        .containsOnlyKeys("accuracy", "training_loss");

    Map<String, Object> curves =
        LabPage.object(
            page.post(
                "curves",
                Map.of(
                    "runs",
                    numbers,
                    "metric",
                    "accuracy",
                    "by",
                    "learning_rate",
                    "together",
                    false)));
    assertThat((List<Integer>) curves.get("steps")).hasSize(20).startsWith(1, 2, 3);
    assertThat((List<Object>) curves.get("curves")).hasSize(12);
    List<Map<String, Object>> groups = (List<Map<String, Object>>) curves.get("groups");
    assertThat(groups)
        .extracting(group -> group.get("name"))
        .containsExactly("learning_rate = 0.001", "learning_rate = 0.01");
    for (int step = 0; step < 20; step++) {
      double mean = ((List<Double>) groups.getFirst().get("means")).get(step);
      assertThat(((List<Double>) groups.getFirst().get("lows")).get(step)).isLessThan(mean);
      assertThat(((List<Double>) groups.getFirst().get("highs")).get(step)).isGreaterThan(mean);
    }
    Map<String, Object> difference =
        LabPage.object(page.get("diff", Map.of("one", numbers.get(0), "other", numbers.get(1))));
    assertThat((List<Map<String, Object>>) difference.get("parameters"))
        .containsExactly(Map.of("name", "learning_rate", "one", "0.001", "other", "0.01"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void driftMatrixIsDrawnAndItsCellsHaveExamples() throws Exception {
    Path picture = Files.write(scratch.resolve("picture.png"), new byte[] {1, 2, 3});
    long number = SampleBook.drift(book, picture);
    Map<String, Object> drift = LabPage.object(page.get("drift", Map.of("run", number)));
    assertThat(drift)
        .containsEntry("metric", "accuracy")
        .containsEntry("trained", SampleBook.VIEWS)
        .containsEntry("tested", SampleBook.VIEWS)
        .containsEntry("severities", List.of(1, 2, 3, 4, 5));
    List<List<Map<String, Object>>> cells = (List<List<Map<String, Object>>>) drift.get("cells");
    assertThat(cells.get(0).get(0)).containsEntry("matched", true);
    assertThat((double) cells.get(0).get(2).get("drop")).isPositive();
    assertThat((String) cells.get(0).get(2).get("shade")).matches("#[0-9a-f]{6}");
    assertThat((List<String>) drift.get("sentences")).hasSize(3);
    List<String> worst = (List<String>) drift.get("worst");

    Map<String, Object> examples =
        LabPage.object(
            page.post(
                "examples",
                Map.of(
                    "run",
                    number,
                    "trained",
                    worst.getFirst(),
                    "tested",
                    worst.getLast(),
                    "severity",
                    0,
                    "worst",
                    true)));
    assertThat((Map<String, String>) examples.get("pictures"))
        .containsOnlyKeys("worst-cell.png", "views.png");
    Map<String, Object> samples = (Map<String, Object>) examples.get("samples");
    assertThat((List<List<Object>>) samples.get("rows"))
        .hasSize(10)
        .allSatisfy(row -> assertThat(row).contains("lymphocyte"));

    Map<String, Object> corrupted =
        LabPage.object(page.get("drift", Map.of("run", number, "severity", 3)));
    assertThat((List<String>) corrupted.get("tested"))
        .containsExactlyInAnyOrder("gaussian_noise", "motion_blur");
    assertMistake(page.get("drift", Map.of("run", number, "severity", 9)), "severity 9 was not");
  }

  @Test
  @SuppressWarnings("unchecked")
  void cameraHasItsPlaceInTheToleranceChart() throws Exception {
    long number = SampleBook.forensics(book);
    Map<String, Object> usual =
        LabPage.object(page.post("tolerance", Map.of("run", number, "values", Map.of())));
    assertThat(usual).containsEntry("verdict", "inside").containsEntry("box", true);
    assertThat((List<Map<String, Object>>) usual.get("bars"))
        .extracting(bar -> bar.get("name"))
        .containsExactly("black_level", "white_balance[0]", "gamma", "light");
    Map<String, Object> light =
        ((List<Map<String, Object>>)
                LabPage.object(
                        page.post(
                            "tolerance",
                            Map.of("run", number, "values", Map.of("light", 0.00390625))))
                    .get("bars"))
            .getLast();
    assertThat(light)
        .containsEntry("stated", true)
        .containsEntry("place", 0.0)
        .containsEntry("position", "outside");
    assertThat((List<Double>) light.get("places")).isSorted().last().isEqualTo(1.0);
    Map<String, Object> other =
        LabPage.object(
            page.post(
                "tolerance", Map.of("run", number, "camera", "microscope", "values", Map.of())));
    assertThat(other).containsEntry("verdict", "outside");
    String description = Files.readString(Path.of("..", "examples", "camera.yaml"));
    assertThat(
            LabPage.object(
                page.post(
                    "tolerance",
                    Map.of("run", number, "description", description, "values", Map.of()))))
        .containsKey("verdict");
    assertMistake(
        page.post(
            "tolerance", Map.of("run", number, "description", "colour: red", "values", Map.of())),
        "describes no camera");
    assertMistake(
        page.post(
            "tolerance", Map.of("run", number, "camera", "../secret.yaml", "values", Map.of())),
        "there is no camera '../secret.yaml'");
    assertMistake(
        page.post("tolerance", Map.of("run", number, "values", Map.of("light", -1.0))),
        "light is -1.0, which no camera has");
  }

  @Test
  @SuppressWarnings("unchecked")
  void acquisitionsHaveTheirFrontAndKnee() throws Exception {
    long number = SampleBook.optimization(book, scratch);
    Map<String, Object> points = LabPage.object(page.get("pareto", Map.of("run", number)));
    assertThat(points)
        .containsEntry("metric", "accuracy")
        .containsEntry("keep", 0.95)
        .containsEntry("reference", "as recorded");
    List<Map<String, Object>> ways = (List<Map<String, Object>>) points.get("ways");
    List<Double> front =
        ways.stream()
            .filter(way -> way.get("front").equals(true))
            .map(way -> (Double) way.get("value"))
            .toList();
    assertThat(front).hasSizeGreaterThan(3).isSorted();
    assertThat(ways).anySatisfy(way -> assertThat(way).containsEntry("words", "as recorded"));
  }

  @Test
  void quotesInConditionsAreOnlyText() throws Exception {
    long number =
        SampleBook.drift(book, Files.write(scratch.resolve("picture.png"), new byte[] {1}));
    Map<String, Object> examples =
        LabPage.object(
            page.post(
                "examples",
                Map.of(
                    "run",
                    number,
                    "trained",
                    "x' or '1' = '1",
                    "tested",
                    "'; delete from run; --",
                    "severity",
                    0,
                    "worst",
                    false)));
    assertThat(((Map<?, ?>) examples.get("samples")).get("rows")).isEqualTo(List.of());
  }

  @Test
  void differencesHideSecrets() throws Exception {
    long one = SampleBook.training(book, scratch, 0);
    long other = SampleBook.optimization(book, scratch);
    assertThat(page.get("diff", Map.of("one", one, "other", other)).body())
        .contains("https://…@host/data.zip");
  }

  @Test
  void artefactsCannotRunScriptsNorLeaveTheirStore() throws Exception {
    long run = SampleBook.training(book, scratch, 0);
    HttpResponse<String> report = page.get("artefact", Map.of("run", run, "name", "report.html"));
    assertThat(report.body()).contains("<h1>report</h1>");
    assertThat(report.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .startsWith("sandbox; default-src 'none'")
        .doesNotContain("script", "allow");
    assertThat(report.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(report.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");

    HttpResponse<String> model =
        page.get("artefact", Map.of("run", run, "name", "model/model.safetensors"));
    assertThat(model.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(model.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"model.safetensors\"");
    assertThat(model.body()).isEqualTo("weights 0");
    assertThat(
            page.get("artefact", Map.of("run", run, "name", "report.html", "save", "yes"))
                .headers()
                .firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"report.html\"");

    Path secret = Files.writeString(scratch.resolve("labbook/secret.txt"), "secret");
    for (String name :
        List.of("../secret.txt", "../../labbook/secret.txt", secret.toString(), "", "model")) {
      assertMistake(
          page.get("artefact", Map.of("run", run, "name", name)), "has no artefact " + name);
    }
    assertMistake(page.get("artefact", Map.of("run", 99, "name", "report.html")), "no run 99");
  }

  /** A damaged book may state any checksum. */
  @Test
  void checksumThatIsAPathIsNotFollowed() throws Exception {
    long run = SampleBook.training(book, scratch, 0);
    Path secret = Files.writeString(scratch.resolve("secret.txt"), "secret");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + place.file());
        PreparedStatement update =
            connection.prepareStatement(
                "update artefact set sha256 = ?, bytes = ? where name = ?")) {
      update.setString(1, "../../../secret.txt");
      update.setLong(2, Files.size(secret));
      update.setString(3, "report.html");
      update.execute();
    }
    HttpResponse<String> answer = page.get("artefact", Map.of("run", run, "name", "report.html"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("has lost report.html");
  }

  @Test
  @SuppressWarnings("unchecked")
  void queriesReadOnlyAndEnd() throws Exception {
    long run = SampleBook.training(book, scratch, 0);
    assertThat((Map<String, Object>) LabPage.object(page.get("schema", Map.of())).get("views"))
        .containsKeys("runs", "metrics", "last_metrics");
    Map<String, Object> result =
        LabPage.object(
            page.post("sql", Map.of("query", "select number, name from runs order by number")));
    assertThat(result)
        .containsEntry("columns", List.of("number", "name"))
        .containsEntry("rows", List.of(List.of((int) run, "train 0")))
        .containsEntry("more", false);
    assertThat(
            page.post("csv", Map.of("query", "select name, value from params order by name"))
                .body())
        .isEqualTo("name,value\ndata,https://…@host/data.zip\nepochs,20\nlearning_rate,0.001\n");
    for (String statement :
        List.of(
            "delete from run",
            "update run set name = 'x'",
            "insert into experiment (name) values ('x')",
            "drop table run",
            "attach database '/tmp/x.db' as x",
            "pragma query_only = off",
            "select 1; delete from run",
            "with x as (select 1) delete from run",
            "select load_extension('/tmp/x')",
            "select writefile('/tmp/x', 'y')")) {
      HttpResponse<String> answer = page.post("sql", Map.of("query", statement));
      assertThat(answer.statusCode()).as(statement).isEqualTo(422);
    }
    assertThat(book.run(run).run().name()).isEqualTo("train 0");
    assertMistake(
        page.post(
            "sql",
            Map.of(
                "query",
                "with recursive n(x) as (select 1 union all select x + 1 from n) select sum(x) from"
                    + " n")),
        "took longer than 10 s and was stopped");
  }

  @Test
  void missingBookIsExplained() throws Exception {
    BookLocation none = BookLocation.Folder.of(scratch.resolve("none"));
    try (LabPage other = new LabPage(none, false)) {
      assertMistake(other.get("names", Map.of()), "does not exist yet");
      assertThat(scratch.resolve("none")).doesNotExist();
    }
  }

  @Test
  void demonstrationShowsNoRuns() throws Exception {
    try (LabPage demo = new LabPage(place, true)) {
      assertThat(demo.get("names", Map.of()).statusCode()).isEqualTo(404);
      assertThat(demo.post("sql", Map.of("query", "select 1")).statusCode()).isEqualTo(404);
    }
  }
}
