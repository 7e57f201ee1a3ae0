package dev.rawline.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.joint.ModelInTraining;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.learning.train.TrainingListener;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training in the lab book. */
class TrainingLogTest {
  @TempDir private Path work;

  private LabBook book() throws IOException {
    return LabBook.open(BookLocation.Folder.of(work.resolve("labbook")));
  }

  private ResolvedPlan planned() throws IOException {
    return SpotDataSets.planned(
        "data", SpotDataSets.classes(work.resolve("glows"), 8).toString(), "epochs", "3");
  }

  @Test
  void parametersMetricsAndModelAreRecorded() throws IOException {
    try (LabBook book = book()) {
      new TrainModel(
              planned(),
              Path.of(""),
              work.resolve("model"),
              SpotDataSets.ENGINE,
              TrainingListener.SILENT)
          .logged(book, "glows")
          .run();
      RunRecord run = book.run(1);
      assertThat(run.run().state()).isEqualTo(RunState.FINISHED);
      assertThat(run.run().command()).isEqualTo("train");
      assertThat(run.run().experiment()).isEqualTo("glows");
      assertThat(run.origin().seeds()).containsExactly(1L);
      assertThat(run.origin().data()).hasSize(64);
      assertThat(run.origin().versions()).containsKeys("rawline", "java", "engine");
      assertThat(run.parameters()).containsEntry("epochs", "3").containsEntry("batch", "8");
      assertThat(run.metrics()).containsKeys("final_test_loss", "final_validation_accuracy");
      assertThat(epochs(book, 1)).containsExactly(1L, 2L, 3L);
      assertThat(run.artefacts().keySet())
          .contains("model/model.safetensors", "model/plan.yaml", "model/history.csv")
          .noneMatch(name -> name.contains("checkpoints"));
      try (TrainedModel model = TrainedModel.open(book.asRuns().folder("1"), SpotDataSets.ENGINE)) {
        assertThat(model.plan().epochs()).isEqualTo(3);
      }
    }
  }

  private static List<Long> epochs(LabBook book, long run) throws IOException {
    return book.metrics(run).stream()
        .filter(metric -> metric.name().equals("training_loss"))
        .map(RunLog.Measured::step)
        .toList();
  }

  /** The resumed run that ends has all epochs. */
  @Test
  void aResumedTrainingRecordsAllEpochs() throws IOException {
    try (LabBook book = book()) {
      AtomicReference<TrainModel> running = new AtomicReference<>();
      TrainingListener stopper =
          new TrainingListener() {
            @Override
            public void epoch(EpochReport report, ModelInTraining model) {
              running.get().requestStop();
            }
          };
      ResolvedPlan plan = planned();
      running.set(
          new TrainModel(plan, Path.of(""), work.resolve("model"), SpotDataSets.ENGINE, stopper)
              .logged(book, "glows"));
      assertThat(running.get().run()).isInstanceOf(TrainModel.Result.Stopped.class);
      assertThat(book.run(1).run().state()).isEqualTo(RunState.STOPPED);
      assertThat(epochs(book, 1)).contains(1L).doesNotContain(3L);

      new TrainModel(
              plan,
              Path.of(""),
              work.resolve("model"),
              SpotDataSets.ENGINE,
              TrainingListener.SILENT)
          .logged(book, "glows")
          .run();
      assertThat(book.run(2).run().state()).isEqualTo(RunState.FINISHED);
      assertThat(epochs(book, 2)).containsExactly(1L, 2L, 3L);
    }
  }

  /** A lab book whose disk is full. */
  private record Full(RunLogs book) implements RunLogs {
    @Override
    public RunLog begin(RunStart start) throws IOException {
      RunLog run = book.begin(start);
      InvocationHandler full =
          (_, method, given) -> {
            if (method.getName().equals("artefact")) {
              throw new IOException("the disk is full");
            }
            return method.invoke(run, given);
          };
      return (RunLog)
          Proxy.newProxyInstance(
              RunLog.class.getClassLoader(), new Class<?>[] {RunLog.class}, full);
    }

    @Override
    public void close() {
      // The book stays open.
    }
  }

  /** A model may be finished although its lab book was not: the next training records it, once. */
  @Test
  void aModelThatWasNotRecordedIsRecordedByTheNextTraining() throws IOException {
    ResolvedPlan plan = planned();
    Path folder = work.resolve("model");
    try (LabBook book = book()) {
      TrainModel training =
          new TrainModel(plan, Path.of(""), folder, SpotDataSets.ENGINE, TrainingListener.SILENT)
              .logged(new Full(book), "glows");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(training::run)
          .withMessage("the disk is full");
      assertThat(book.run(1).run().state()).isEqualTo(RunState.FAILED);
      for (int i = 0; i < 2; i++) {
        assertThat(
                new TrainModel(
                        plan, Path.of(""), folder, SpotDataSets.ENGINE, TrainingListener.SILENT)
                    .logged(book, "glows")
                    .run())
            .isEqualTo(new TrainModel.Result.UpToDate());
      }
      assertThatThrownBy(() -> book.run(3)).hasMessageContaining("3");
      RunRecord found = book.run(2);
      assertThat(found.run().state()).isEqualTo(RunState.FINISHED);
      assertThat(found.tags()).containsEntry("reused", "yes");
      assertThat(found.metrics()).containsKeys("final_test_loss", "final_validation_accuracy");
      assertThat(epochs(book, 2)).containsExactly(1L, 2L, 3L);
      assertThat(found.artefacts()).containsKeys("model/model.safetensors", "model/plan.yaml");
    }
  }

  @Test
  void aFailedTrainingIsRecordedAsFailed() throws IOException {
    try (LabBook book = book()) {
      TrainingListener breaking =
          new TrainingListener() {
            @Override
            public void epoch(EpochReport report, ModelInTraining model) throws IOException {
              throw new IOException("no more paper");
            }
          };
      TrainModel training =
          new TrainModel(
                  planned(), Path.of(""), work.resolve("model"), SpotDataSets.ENGINE, breaking)
              .logged(book, "glows");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(training::run)
          .withMessage("no more paper");
      assertThat(book.run(1).run().state()).isEqualTo(RunState.FAILED);
    }
  }
}
