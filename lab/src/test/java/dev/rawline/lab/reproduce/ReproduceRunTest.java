package dev.rawline.lab.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.lab.experiment.NumberTolerance;
import dev.rawline.lab.reproduce.ReproductionDiff.NumberChange;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.train.TrainingListener;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceRunTest {
  @TempDir private static Path trained;
  private static Path data;

  @TempDir private Path work;
  private BookLocation.Folder place;
  private final List<String> notes = new ArrayList<>();

  @BeforeAll
  static void train() throws IOException {
    data = SpotDataSets.classes(trained.resolve("glows"), 12);
    try (LabBook book = LabBook.open(BookLocation.Folder.of(trained.resolve("book")))) {
      new TrainModel(
              SpotDataSets.planned("data", data.toString(), "learning_rate", "0.01"),
              Path.of(""),
              trained.resolve("model"),
              Engine.start(Device.CPU, 1), // whatever other tests have set for the process
              TrainingListener.SILENT)
          .logged(book, "glows")
          .run();
    }
  }

  @BeforeEach
  void copyTheBook() throws IOException {
    place = BookLocation.Folder.of(work.resolve("book"));
    copy(trained.resolve("book"), place.folder());
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> inside = Files.walk(from)) {
      for (Path path : inside.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  private ReproductionDiff again(Optional<String> otherData, Optional<NumberTolerance> tolerance)
      throws IOException {
    try (LabBook book = LabBook.openExisting(place)) {
      return new ReproduceRun(
              book,
              List.of(new ReproduceTraining(otherData, _ -> TrainingListener.SILENT)),
              work.resolve("again"))
          .run(1, tolerance, notes::add);
    }
  }

  private void falsify(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + place.file());
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  @Test
  void onTheSameMachineNumbersAgreeBitForBit() throws IOException {
    ReproductionDiff diff = again(Optional.empty(), Optional.empty());
    assertThat(diff.numbers()).isEmpty();
    assertThat(diff.agrees()).isTrue();
    assertThat(diff.agreeing()).isGreaterThan(12);
    assertThat(diff.origin()).isEmpty();
    assertThat(diff.tolerance()).isEqualTo(NumberTolerance.DEFAULT);
    assertThat(notes).isEmpty();
  }

  @Test
  void differingNumbersAreReported() throws IOException, SQLException {
    falsify("update metric set value = value + 1e-3 where name = 'training_loss' and step = 2");
    falsify("update run set machine = 'another machine'");
    ReproductionDiff diff = again(Optional.empty(), Optional.empty());
    assertThat(diff.agrees()).isFalse();
    assertThat(diff.numbers()).hasSize(1);
    NumberChange change = diff.numbers().getFirst();
    assertThat(change.name()).isEqualTo("training_loss");
    assertThat(change.where()).isEqualTo("step 2");
    assertThat(change.difference()).isCloseTo(-1e-3, within(1e-12));
    assertThat(diff.origin())
        .extracting(ReproductionDiff.OriginChange::name)
        .containsExactly("machine");
    assertThat(notes).singleElement().asString().startsWith("machine was another machine and is ");
  }

  @Test
  void numbersWithinTheToleranceAgree() throws IOException, SQLException {
    falsify("update metric set value = value + 1e-3 where name = 'training_loss' and step = 2");
    assertThat(again(Optional.empty(), Optional.of(new NumberTolerance(2e-3, 0))).agrees())
        .isTrue();
  }

  @Test
  void anotherDataSetIsReportedFirst() throws IOException {
    Path other = copy(data, work.resolve("other"));
    Files.copy(
        data.resolve("glow/1.png"),
        other.resolve("dark/1.png"),
        StandardCopyOption.REPLACE_EXISTING);
    ReproductionDiff diff = again(Optional.of(other.toString()), Optional.empty());
    assertThat(notes).first().asString().startsWith("the data set is not the one used by run 1");
    assertThat(diff.agrees()).isFalse();
    assertThat(diff.origin().getFirst().name()).isEqualTo("data");
    assertThat(diff.refused()).hasValueSatisfying(why -> assertThat(why).contains("split"));
  }

  @Test
  void aMovedDataSetIsFound() throws IOException {
    Path moved = copy(data, work.resolve("elsewhere \"quoted\""));
    assertThat(again(Optional.of(moved.toString()), Optional.empty()).agrees()).isTrue();
  }

  @Test
  void runsThatCannotBeReproducedAreRefused() throws IOException {
    try (LabBook book = LabBook.openExisting(place)) {
      RunLog open =
          book.begin(new RunStart("x", "x", "train", CurrentOrigin.of("", "", List.of())));
      RunLog other =
          book.begin(new RunStart("x", "x", "import", CurrentOrigin.of("", "", List.of())));
      other.end(RunState.FINISHED);
      RunLog bare =
          book.begin(new RunStart("x", "x", "train", CurrentOrigin.of("", "", List.of())));
      bare.metrics(List.of(new Measured("loss", 0, 1)));
      bare.end(RunState.FINISHED);
      ReproduceRun reproduce =
          new ReproduceRun(
              book,
              List.of(new ReproduceTraining(Optional.empty(), _ -> TrainingListener.SILENT)),
              work.resolve("again"));
      assertRefused(reproduce, open, "is running: only a finished run can be compared");
      assertRefused(reproduce, other, "was made by 'import', which cannot be repeated");
      assertRefused(reproduce, bare, "has no artefact model/plan.yaml");
    }
  }

  private static void assertRefused(ReproduceRun reproduce, RunLog run, String part) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reproduce.run(Long.parseLong(run.id()), Optional.empty(), _ -> {}))
        .withMessageContaining(part);
  }
}
