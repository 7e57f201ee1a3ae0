package dev.rawline.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.web.Address;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.joint.ModelInTraining;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.learning.train.TrainingListener;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.PostgresServer;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.tracking.BookLogs;
import dev.rawline.workbench.tracking.DeliveryTiming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose lab book is on a server that fails in the middle. */
class TrainingOutageTest {
  private static final DeliveryTiming BRIEF =
      new DeliveryTiming(
          DeliveryTiming.STANDARD.retry(), Duration.ofSeconds(60), Duration.ofMillis(1));

  @TempDir private Path work;

  /** What happens after the first epoch. */
  private interface Event {
    void happen() throws IOException, InterruptedException, SQLException;
  }

  private void train(Path data, String name, BookLocation place, DeliveryTiming timing, Event event)
      throws Exception {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epoch(EpochReport report, ModelInTraining model) {
            if (report.epoch() == 1) {
              try {
                event.happen();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } catch (InterruptedException | SQLException e) {
                throw new IllegalStateException(e);
              }
            }
          }
        };
    try (RunLogs logs =
        BookLogs.of(LabBook.open(place), work.resolve("outbox"), timing, Progress.SILENT)) {
      new TrainModel(
              SpotDataSets.planned("data", data.toString(), "epochs", "3"),
              Path.of(""),
              work.resolve(name).resolve("model"),
              SpotDataSets.ENGINE,
              listener)
          .logged(logs, "glows")
          .run();
    }
  }

  private static List<Measured> metrics(LabBook book) throws IOException {
    return book.metrics(1).stream().filter(metric -> !metric.name().contains("seconds")).toList();
  }

  private static void assertSame(BookLocation place, BookLocation undisturbed) throws IOException {
    try (LabBook book = LabBook.openExisting(place);
        LabBook expected = LabBook.openExisting(undisturbed)) {
      assertThat(metrics(book)).isEqualTo(metrics(expected));
      RunRecord run = book.run(1);
      assertThat(run.run().state()).isEqualTo(RunState.FINISHED);
      assertThat(run.parameters()).isEqualTo(expected.run(1).parameters());
      assertThat(run.artefacts().keySet()).isEqualTo(expected.run(1).artefacts().keySet());
      assertThat(run.artefacts().get("model/model.safetensors"))
          .isEqualTo(expected.run(1).artefacts().get("model/model.safetensors"));
    }
  }

  @Test
  void anOutageEndsNoTrainingAndLosesNothing() throws Exception {
    assumeTrue(PostgresServer.programs().isPresent(), PostgresServer.MISSING);
    Path data = SpotDataSets.classes(work.resolve("glows"), 8);
    BookLocation undisturbed = BookLocation.Folder.of(work.resolve("labbook"));
    train(data, "a", undisturbed, BRIEF, () -> {});
    try (PostgresServer server = PostgresServer.start()) {
      BookLocation restarted =
          new BookLocation.Server(new Address(server.newSchema()), work.resolve("artefacts"));
      BookLocation stopped =
          new BookLocation.Server(new Address(server.newSchema()), work.resolve("artefacts"));
      CompletableFuture<Void> back = new CompletableFuture<>();
      train(
          data,
          "b",
          restarted,
          BRIEF,
          () -> {
            server.stop();
            var _ =
                CompletableFuture.runAsync(
                    () -> {
                      try {
                        server.restart();
                        back.complete(null);
                      } catch (IOException | InterruptedException | SQLException e) {
                        back.completeExceptionally(e);
                      }
                    },
                    CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
          });
      back.get();
      assertSame(restarted, undisturbed);
      assertThat(work.resolve("outbox")).doesNotExist();

      train(data, "c", stopped, BRIEF, server::stop);
      assertThat(work.resolve("outbox")).isNotEmptyDirectory();
      server.restart();
      try (LabBook book = LabBook.openExisting(stopped)) {
        assertThat(book.run(1).run().state()).isEqualTo(RunState.RUNNING);
        assertThat(BookLogs.deliverLeft(book, work.resolve("outbox")).troubles()).isEmpty();
      }
      assertSame(stopped, undisturbed);
    }
  }
}
