package dev.rawline.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import dev.rawline.app.SmallDataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab book from the terminal: trainings are recorded, listed and exported. */
class LabCommandTest {
  private static final int WIDTH = 100;

  @TempDir private Path work;
  private String data;
  private String book;

  @BeforeEach
  void makeData() throws IOException {
    data = SmallDataSets.shades(work, 8);
    book = work.resolve("book").toString();
  }

  private Ran train(String out, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("train", "--data", data, "--camera", "drone", "--model", "small-cnn"));
    words.addAll(List.of("--epochs", "2", "--batch", "4", "--threads", "1", "--lab", book));
    words.addAll(List.of("--out", work.resolve(out).toString()));
    words.addAll(List.of(more));
    return Ran.works(words.toArray());
  }

  private Ran lab(String... words) {
    List<String> all = new ArrayList<>(List.of("lab"));
    all.addAll(List.of(words));
    all.addAll(List.of("--lab", book));
    return Ran.rawline(all.toArray(String[]::new));
  }

  private String printed(String... words) {
    Ran ran = lab(words);
    assertThat(ran.code()).as(ran.err()).isZero();
    if (!Set.of("show", "diff").contains(words[0])) { // whose values are whole in a pipe
      assertThat(ran.out().lines()).allMatch(line -> line.length() <= WIDTH);
    }
    return ran.out();
  }

  @Test
  void trainingsAreListedComparedAndExported() {
    train("one");
    train("two", "--seed", "2", "--experiment", "seeds");
    assertListed();
    assertShown();
    assertQueried();
    assertThat(printed("diff", "1", "last"))
        .startsWith("run 1, one, against run 2, two\n")
        .containsPattern("(?m)^seed +1 +2$")
        .contains("training_loss", "change", "the same: ");
    assertExported();
  }

  private void assertListed() {
    assertThat(printed("ls")).contains("one", "two", "seeds", "shades", "finished", "train");
    assertThat(printed("ls", "--experiment", "seeds")).contains("two").doesNotContain("one");
    assertThat(printed("ls", "--where", "param:seed=1")).contains("one").doesNotContain("two");
    assertThat(printed("ls", "--state", "failed")).contains("no run is so");
    assertThat(printed("ls", "--limit", "1")).contains("1 of 2 runs; --limit 2 lists all");
  }

  private void assertShown() {
    assertThat(printed("show", "1"))
        .startsWith("run 1: one\ntrain of experiment shades\nfinished, started ")
        .contains("provenance", "commit", "engine")
        .containsPattern("(?m)^epochs +2$")
        .contains("training_loss", "validation_balanced_accuracy", "final_test_loss")
        .contains("model/model.safetensors", "model/curves.png", "model/confusion.png")
        .doesNotContain("checkpoints");
  }

  private void assertQueried() {
    assertThat(
            printed(
                "sql",
                "select step, value from metrics where run = 1 and name = 'training_loss'",
                "--csv"))
        .matches("step,value\n1,0\\.\\d{6,}\n2,0\\.\\d{6,}\n");
    assertThat(printed("sql", "select name from runs order by number", "--json"))
        .isEqualTo("{\"name\":\"one\"}\n{\"name\":\"two\"}\n");
    Ran limited = lab("sql", "select name from runs", "--limit", "1");
    assertThat(limited.err()).contains("the first 1 rows; there are more: --limit N shows N");
  }

  private void assertExported() {
    String exported = work.resolve("exported").toString();
    assertThat(printed("export", "1", exported)).isEqualTo("run 1 is written to %s%n", exported);
    assertThat(Path.of(exported, "artefacts", "model", "plan.yaml")).exists();

    String taken = work.resolve("taken").toString();
    assertThat(printed("model", "1", "--out", taken)).contains("the model of run 1 is in " + taken);
    assertThat(Path.of(taken, "model.safetensors"))
        .hasSameBinaryContentAs(work.resolve("one/model.safetensors"));
  }

  @Test
  void aRunIsAReferenceToItsModel() throws IOException {
    train("one");
    String picture = data + "/dark/0.png";
    List<String> tables = new ArrayList<>();
    for (String model : List.of(work.resolve("one").toString(), "run:1", "run:last")) {
      Path predicted = work.resolve("predicted" + tables.size());
      Ran ran =
          Ran.rawline("predict", model, picture, "--out", predicted.toString(), "--lab", book);
      assertThat(ran.code()).as(ran.err()).isZero();
      tables.add(Files.readString(predicted.resolve("predictions.csv")));
    }
    assertThat(tables.get(1)).isEqualTo(tables.get(0));
    assertThat(tables.get(2)).isEqualTo(tables.get(0));

    Ran evaluated =
        Ran.rawline(
            "evaluate",
            "run:1",
            data,
            "--out",
            work.resolve("evaluated").toString(),
            "--lab",
            book);
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.err()).contains("its test subset is evaluated");

    train("fine", "--pretrained", "run:1", "--standardize", "run:1");
    assertThat(work.resolve("fine/model.safetensors")).exists();
    Ran.rawline("predict", "run:7", picture, "--out", work.resolve("x").toString(), "--lab", book)
        .assertRefused("has no run 7: rawline lab ls lists all runs");
  }

  @Test
  void withoutTheLabBookNothingIsRecorded() {
    train("one", "--no-lab");
    assertThat(Path.of(book)).doesNotExist();
    lab("ls").assertRefused("the lab book " + book + " does not exist yet", "--lab");
    train("two");
    train("two"); // up to date
    assertThat(printed("sql", "select count(*) as n from runs", "--csv")).isEqualTo("n\n1\n");
  }

  @Test
  void mistakesExplainWhatToDo() {
    train("one");
    lab("show", "first").assertRefused("'first' is not a run: expected its number");
    lab("sql", "select accuracy from runs")
        .assertRefused("no such column: accuracy", "runs has number");
    lab("sql", "delete from run").assertRefused("'delete' is not a statement that reads");
    lab("ls", "--where", "accuracy>1")
        .assertRefused("is not a condition: expected param, metric or tag");
    lab("ls", "--state", "done")
        .assertRefused("'done' is not a state of a run: expected one of running");
    lab("model", "1", "--out", data)
        .assertRefused("exists and is not empty: choose another folder");
    Ran.rawline("lab", "ls", "--lab", "postgres://host/lab")
        .assertRefused("write jdbc:postgresql://host/lab");
    Ran unreachable = Ran.rawline("lab", "ls", "--lab", "jdbc:postgresql://127.0.0.1:1/lab");
    assertThat(unreachable.code()).isEqualTo(1);
    assertThat(unreachable.err()).contains("cannot be reached").doesNotContain("\tat ");
  }
}
