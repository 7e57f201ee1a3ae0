package dev.rawline.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import dev.rawline.app.SmallDataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lab import}, {@code lab send} and {@code lab reproduce}. */
class LabTrackingCommandsTest {
  private static final String MLRUNS = "../examples/mlruns";

  @TempDir private Path work;
  private String lab;

  @BeforeEach
  void nameTheBook() {
    lab = work.resolve("book").toString();
  }

  @Test
  void runsOfMlflowAreImportedOnce() {
    Ran first = Ran.rawline("lab", "import", MLRUNS, "--lab", lab);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).isEqualTo("3 runs read, 0 there already: %s%n".formatted(lab));
    assertThat(first.err()).contains("[1/3] sweep").doesNotContain("[2/3]", "[3/3]");
    Ran second = Ran.rawline("lab", "import", MLRUNS, "--lab", lab);
    assertThat(second.out()).isEqualTo("0 runs read, 3 there already: %s%n".formatted(lab));
    assertThat(Ran.rawline("lab", "show", "1", "--lab", lab).out())
        .contains("sweep", "notes.txt", "rate 0.01", "rate 10", "mlflow.run_id");
  }

  @Test
  void unsuitableSourcesAreRefused() {
    Ran.rawline("lab", "import", work.resolve("none").toString(), "--lab", lab)
        .assertRefused("does not exist", "http://localhost:5000");
    Ran.rawline("lab", "import", MLRUNS, "--experiment", "cells", "--lab", lab)
        .assertRefused("has no experiment cells: expected learning rates");
    Ran.rawline("lab", "import", "ftp://somewhere", "--lab", lab)
        .assertRefused("'ftp://somewhere' is not the address of a web server");
  }

  @Test
  void pendingEntriesAreListed() throws IOException {
    assertThat(Ran.rawline("lab", "send", "--lab", lab).out()).startsWith("nothing waits in ");
    Path journal = work.resolve("outbox/localhost_9/20260101-000000-000-1-0000/journal.jsonl");
    Files.createDirectories(journal.getParent());
    Files.writeString(journal, "{\"run\":\"a\",\"kind\":\"tags\",\"values\":{\"b\":\"c\"}}\n");
    assertThat(
            Ran.rawline(
                    "lab",
                    "send",
                    "--lab",
                    lab,
                    "--lab-artefacts",
                    work.resolve("artefacts").toString())
                .out())
        .endsWith("localhost_9: 1 entry%n".formatted());
    Ran.rawline("lab", "send", "--tracking-uri", "localhost:5000", "--lab", lab)
        .assertRefused("expected an address such as http://localhost:5000");
  }

  private void train() throws IOException {
    String shades = SmallDataSets.shades(work, 8);
    List<Object> words =
        new ArrayList<>(
            List.of("train", "--data", shades, "--camera", "drone", "--model", "small-cnn"));
    words.addAll(List.of("--epochs", "1", "--batch", "4", "--threads", "1"));
    words.addAll(List.of("--lab", lab, "--out", work.resolve("model")));
    Ran.works(words.toArray());
  }

  @Test
  void reproductionThatDiffersEndsWithAnExitCode() throws IOException, SQLException {
    train();
    Ran same = Ran.rawline("lab", "reproduce", "last", "--lab", lab);
    assertThat(same.code()).as(same.err()).isZero();
    assertThat(same.out())
        .contains(
            "data set, commit, machine and versions are the same", " numbers agree, 0 differ");

    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + Path.of(lab, "lab.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("update metric set value = value + 0.5 where name = 'training_loss'");
    }
    Ran other =
        Ran.rawline(
            "lab", "reproduce", "1", "--lab", lab, "--out", work.resolve("again").toString());
    assertThat(other.code()).isEqualTo(3);
    assertThat(other.out())
        .contains("numbers that differ", "training_loss", "-0.5000", ", 1 differ");
    assertThat(work.resolve("again/results/model.safetensors")).exists();
    assertThat(Ran.rawline("lab", "reproduce", "1", "--lab", lab, "--tolerance", "0.6").code())
        .isZero();
    Ran.rawline("lab", "reproduce", "1", "--lab", lab, "--tolerance", "-1")
        .assertRefused("expected numbers of at least 0");
  }
}
