package dev.rawline.workbench.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.Seeds;
import dev.rawline.workbench.share.LocalCluster;
import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.share.ShareDoneException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws of steps that the processes of a cluster run. */
class SpreadStepsTest {
  private static final Resources RESOURCES = new Resources(2, 100);

  @TempDir private Path folder;
  private final Random random = new Random(Seeds.next("SpreadStepsTest"));

  private StepRunner runner(String store) {
    return new StepRunner(new StepStore(folder.resolve(store)), RESOURCES, StepListener.SILENT);
  }

  private static <R> R spread(LocalCluster cluster, ScopedValue.CallableOp<R, IOException> command)
      throws IOException {
    return Share.run(new Share.Spread(cluster, OptionalInt.empty()), command);
  }

  @Test
  void aGraphOfStepsHasTheResultsOfOneProcess() throws IOException {
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    List<TextStep> steps = TextSteps.random(random, 12, (step, _, _) -> ran.add(step.name()));
    StepResults _ = runner("alone").run(steps);
    List<String> once = List.copyOf(ran);
    ran.clear();
    // Each share builds the graph anew, as a process of its own would, and runs one step of it.
    LocalCluster cluster = new LocalCluster(1, false, () -> runner("spread").run(steps));
    StepResults results = spread(cluster, () -> runner("spread").run(steps));
    assertThat(ran).containsExactlyInAnyOrderElementsOf(once);
    assertThat(TextSteps.files(folder.resolve("spread")))
        .isEqualTo(TextSteps.files(folder.resolve("alone")));
    for (TextStep step : steps) {
      assertThat(results.reused(step)).isFalse();
      assertThat(results.ranElsewhere(step)).isTrue();
    }
    StepResults again = spread(cluster, () -> runner("spread").run(steps));
    assertThat(steps).allMatch(again::reused);
  }

  @Test
  void aStepOfAnotherPlanIsReported() {
    TextStep step = TextSteps.of("alone", (_, _, _) -> {});
    TextStep other = TextSteps.of("other", (_, _, _) -> {});
    LocalCluster cluster = new LocalCluster(1, false, () -> runner("one").run(List.of(other)));
    assertThatThrownBy(() -> spread(cluster, () -> runner("one").run(List.of(step))))
        .isInstanceOf(StepsFailedException.class)
        .hasMessageContaining("a machine of the cluster reads another plan or other data");
  }

  @Test
  void aStepAwaitsWhatAnotherMachineMakes() throws Exception {
    TextStep first = TextSteps.of("first", (_, _, _) -> {});
    TextStep second = TextSteps.of("second", (_, _, _) -> {}, first);
    String key = StepGraph.of(List.of(second)).key(second);
    try (ExecutorService machine = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> share =
          machine.submit(
              () ->
                  Share.run(
                      new Share.OneStep(key), _ -> {}, () -> runner("one").run(List.of(second))));
      StepResults _ = runner("one").run(List.of(first));
      assertThatThrownBy(share::get).hasCauseInstanceOf(ShareDoneException.class);
    }
    StepResults results = runner("one").run(List.of(second));
    assertThat(results.reused(second)).isTrue();
  }

  @Test
  void aStoreThatOnlyOneMachineHasIsReported() {
    TextStep step = TextSteps.of("alone", (_, _, _) -> {});
    LocalCluster cluster = new LocalCluster(1, false, () -> runner("theirs").run(List.of(step)));
    assertThatThrownBy(() -> spread(cluster, () -> runner("ours").run(List.of(step))))
        .isInstanceOf(StepsFailedException.class)
        .hasMessageContaining("ours has no result of a step that ran on the cluster")
        .hasMessageContaining("--steps");
  }
}
