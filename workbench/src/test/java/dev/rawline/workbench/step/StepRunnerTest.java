package dev.rawline.workbench.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws of running random graphs of steps. */
class StepRunnerTest {
  private static final Resources LARGE = new Resources(4, 20);
  private static final Resources SMALL = new Resources(1, 1);

  @TempDir private Path folder;
  private final Random random = new Random(Seeds.next("RunnerTest"));

  private StepStore store(String name) {
    return new StepStore(folder.resolve(name));
  }

  private static StepResults run(StepStore store, Resources resources, List<TextStep> wanted)
      throws IOException {
    return new StepRunner(store, resources, StepListener.SILENT).run(wanted);
  }

  /** Counts the running steps and their resources. */
  private static final class Witness implements TextStep.Between {
    private final List<String> ran = new ArrayList<>();
    private final List<String> resumed = new ArrayList<>();
    private int threads;
    private long bytes;
    private int steps;
    private boolean exceeded;

    @Override
    public void happens(TextStep step, boolean wasBegun, StepContext work) {
      count(step, wasBegun);
      LockSupport.parkNanos(200_000); // so that steps overlap
      synchronized (this) {
        threads -= threads(step);
        bytes -= step.cost().bytes();
        steps--;
      }
    }

    private static int threads(TextStep step) {
      return Math.min(step.cost().threads(), LARGE.threads());
    }

    private synchronized void count(TextStep step, boolean wasBegun) {
      ran.add(step.name());
      if (wasBegun) {
        resumed.add(step.name());
      }
      threads += threads(step);
      bytes += step.cost().bytes();
      steps++;
      exceeded |= steps > 1 && (threads > LARGE.threads() || bytes > LARGE.bytes());
    }
  }

  @Test
  void eachStepRunsOnceAfterItsNeedsWithinTheResources() throws IOException {
    for (int round = 0; round < 20; round++) {
      Witness witness = new Witness();
      List<TextStep> all = TextSteps.random(random, 1 + random.nextInt(12), witness);
      StepResults results = run(store("round " + round), LARGE, all);

      assertThat(witness.ran)
          .containsExactlyInAnyOrderElementsOf(all.stream().map(TextStep::name).toList());
      assertThat(witness.exceeded).as("more threads or memory than there are").isFalse();
      for (TextStep step : all) {
        assertThat(results.result(step)).isEqualTo(step.expected());
        assertThat(results.reused(step)).isFalse();
        step.before()
            .forEach(
                needed ->
                    assertThat(witness.ran.indexOf(needed.name()))
                        .isLessThan(witness.ran.indexOf(step.name())));
      }
    }
  }

  @Test
  void resultsDoNotDependOnParallelism() throws IOException {
    List<TextStep> all = TextSteps.random(random, 10, TextStep.Between.NOTHING);
    run(store("large"), LARGE, all);
    run(store("small"), SMALL, all.reversed());

    assertThat(TextSteps.files(folder.resolve("large")))
        .hasSize(20)
        .isEqualTo(TextSteps.files(folder.resolve("small")));
  }

  @Test
  void otherPlansReuseResults() throws IOException {
    Witness witness = new Witness();
    List<TextStep> all = TextSteps.random(random, 10, witness);
    StepStore store = store("store");
    run(store, LARGE, all.subList(0, 4));
    assertThat(witness.ran).hasSize(4);
    StepResults widened = run(store, LARGE, all);
    assertThat(witness.ran).doesNotHaveDuplicates().hasSize(10);
    for (int i = 0; i < all.size(); i++) {
      assertThat(widened.reused(all.get(i))).isEqualTo(i < 4);
    }

    RecordedProgress recorded = new RecordedProgress();
    List<TextStep> others =
        all.stream() // other objects, and other names
            .map(
                step ->
                    new TextStep(
                        "other", step.settings(), step.before(), step.cost(), step.between()))
            .toList();
    new StepRunner(store, SMALL, recorded).run(others);
    assertThat(recorded.lines()).containsExactly("runs 0, reuses 10");
    assertThat(witness.ran).hasSize(10);
  }

  @Test
  void unneededResultsMayBeMissing() throws IOException {
    TextStep model = TextSteps.of("model", TextStep.Between.NOTHING);
    TextStep score = TextSteps.of("score", TextStep.Between.NOTHING, model);
    StepStore store = store("store");
    run(store, SMALL, List.of(score));
    store.of(StepStore.key(model)).clear(); // models are large, and people delete them

    RecordedProgress recorded = new RecordedProgress();
    StepResults results = new StepRunner(store, SMALL, recorded).run(List.of(score));

    assertThat(recorded.lines()).containsExactly("runs 0, reuses 2");
    assertThat(results.result(score)).isEqualTo(score.expected());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> results.result(model))
        .withMessageStartingWith("the step 'model' was not requested");
  }

  @Test
  void interruptedRunResumesToTheSameFiles() throws IOException {
    long seed = random.nextLong();
    run(store("whole"), LARGE, TextSteps.random(new Random(seed), 6, TextStep.Between.NOTHING));
    for (Resources resources : List.of(SMALL, LARGE)) {
      for (int point = 1; point <= 6; point++) {
        String name = "point %d, %d threads".formatted(point, resources.threads());
        interruptAt(point, name, resources, new Random(seed));
        assertThat(TextSteps.files(folder.resolve(name)))
            .as(name)
            .isEqualTo(TextSteps.files(folder.resolve("whole")));
      }
    }
  }

  private void interruptAt(int point, String name, Resources resources, Random graph)
      throws IOException {
    Witness witness = new Witness();
    AtomicInteger points = new AtomicInteger();
    List<StepRunner> runners = new ArrayList<>();
    TextStep.Between between =
        (step, resumed, work) -> {
          witness.happens(step, resumed, work);
          if (points.incrementAndGet() == point) {
            runners.getFirst().requestStop();
          }
        };
    List<TextStep> all = TextSteps.random(graph, 6, between);
    RecordedProgress recorded = new RecordedProgress();
    StepRunner runner = new StepRunner(store(name), resources, recorded);
    runners.add(runner);

    assertThatThrownBy(() -> runner.run(all))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("of 6 steps left");
    assertThatThrownBy(() -> runner.run(all)).isInstanceOf(CancellationException.class);

    long stopped = recorded.lines().stream().filter(line -> line.endsWith(" is stopped")).count();
    assertThat(stopped).isPositive();
    StepResults results = run(store(name), resources, all);
    for (TextStep step : all) {
      assertThat(results.reused(step))
          .isEqualTo(recorded.lines().contains(step.name() + " is finished"));
    }
    assertThat(witness.ran).as("stopped ones begin twice").hasSize((int) (6 + stopped));
    assertThat(witness.resumed).as("and find what they left").hasSize((int) stopped);
  }

  @Test
  void aStepIsInterruptedOnce() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    List<StepRunner> runners = new ArrayList<>();
    TextStep step =
        TextSteps.of(
            "a step",
            (_, _, work) -> {
              work.onStop(asked::incrementAndGet);
              runners.getFirst().requestStop();
              runners.getFirst().requestStop();
              work.onStop(asked::incrementAndGet);
            });
    runners.add(new StepRunner(store("store"), SMALL, StepListener.SILENT));

    assertThatThrownBy(() -> runners.getFirst().run(List.of(step)))
        .isInstanceOf(CancellationException.class);
    assertThat(asked).hasValue(2);
  }

  @Test
  void interruptedThreadStopsInOrder() {
    Thread runs = Thread.currentThread();
    TextStep step =
        TextSteps.of(
            "a step",
            (_, _, work) -> {
              CyclicBarrier stopped = new CyclicBarrier(2);
              work.onStop(() -> meet(stopped));
              runs.interrupt();
              meet(stopped);
            });

    assertThatThrownBy(() -> run(store("store"), SMALL, List.of(step)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void stepsThatFitRunAtOnce() throws IOException {
    CyclicBarrier both = new CyclicBarrier(2);
    List<TextStep> steps =
        List.of(
            TextSteps.of("one", (_, _, _) -> meet(both)),
            TextSteps.of("other", (_, _, _) -> meet(both)));

    run(store("store"), new Resources(2, 1), steps);

    assertThat(both.getNumberWaiting()).isZero();
  }

  @Test
  void oversizedStepRunsAloneWithAllResources() throws IOException {
    TextStep large =
        new TextStep(
            "large",
            TextSteps.settings(),
            List.of(),
            new Step.Cost(9, 12_000_000_000L),
            TextStep.Between.NOTHING);
    RecordedProgress recorded = new RecordedProgress();

    new StepRunner(store("store"), new Resources(2, 6_000_000_000L), recorded)
        .run(List.of(large, TextSteps.of("small", TextStep.Between.NOTHING)));

    assertThat(recorded.lines())
        .containsExactly(
            "runs 2, reuses 0",
            "large may need 12.0 GB of 6.0 GB of memory: it runs alone",
            "large begins",
            "large is finished",
            "small begins",
            "small is finished");
  }

  @Test
  void failureSkipsDependentStepsOnly() throws IOException {
    for (int round = 0; round < 10; round++) {
      Set<String> failing = new HashSet<>();
      Witness witness = new Witness();
      TextStep.Between between =
          (step, resumed, work) -> {
            if (failing.contains(step.name())) {
              throw new IOException("no more " + step.name());
            }
            witness.happens(step, resumed, work);
          };
      List<TextStep> all = TextSteps.random(random, 9, between);
      failing.add("step " + random.nextInt(4));
      failing.add("step " + random.nextInt(9));
      StepStore store = store("round " + round);
      Set<String> lost = new HashSet<>();
      Set<String> failed = new HashSet<>();
      for (TextStep step : all) {
        boolean isLost = step.before().stream().anyMatch(needed -> lost.contains(needed.name()));
        if (isLost || failing.contains(step.name())) {
          lost.add(step.name());
        }
        if (!isLost && failing.contains(step.name())) {
          failed.add(step.name());
        }
      }

      assertFailures(() -> run(store, LARGE, all), failed, lost.size() - failed.size());
      assertThat(witness.ran).hasSize(9 - lost.size()).doesNotContainAnyElementsOf(lost);

      failing.clear();
      run(store, LARGE, all);
      assertThat(witness.ran).doesNotHaveDuplicates().hasSize(9);
      assertThat(witness.resumed).containsExactlyInAnyOrderElementsOf(failed);
    }
  }

  private static void assertFailures(ThrowingCallable run, Set<String> failed, int skipped) {
    assertThatThrownBy(run)
        .isInstanceOf(StepsFailedException.class)
        .hasMessageStartingWith(failed.size() + " of 9 steps failed")
        .hasMessageContaining(
            skipped == 0
                ? "failed; completed steps are kept"
                : ", and %d that depend".formatted(skipped))
        .satisfies(
            failure ->
                failed.forEach(
                    name ->
                        assertThat(failure)
                            .hasMessageContaining("  %s: no more %s".formatted(name, name))))
        .satisfies(
            failure -> assertThat(1 + failure.getSuppressed().length).isEqualTo(failed.size()))
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void errorIsAFailure() {
    TextStep step =
        TextSteps.of(
            "a step",
            (_, _, _) -> {
              throw new OutOfMemoryError("Java heap space");
            });

    assertThatThrownBy(() -> run(store("store"), SMALL, List.of(step)))
        .hasMessage(
            """
            1 of 1 steps failed; completed steps are kept, and the same command resumes:
              a step: java.lang.OutOfMemoryError: Java heap space\
            """)
        .hasCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void unreadableResultIsNotFinished() throws IOException {
    TextStep step =
        TextSteps.of(
            "a step",
            (_, _, work) -> Files.createDirectories(work.folder().resolve("a folder/result.txt")));

    assertThatThrownBy(() -> run(store("store"), SMALL, List.of(step)))
        .isInstanceOf(StepsFailedException.class);
    assertThat(store("store").of(StepStore.key(step)).find(StepStore.Check.SIZES))
        .isEqualTo(new StepFolder.Found.Unfinished());
  }

  @Test
  void stepGetsOnlyTheResultsItNeeds() {
    TextStep stranger = TextSteps.of("stranger", TextStep.Between.NOTHING);
    TextStep needed = TextSteps.of("needed", TextStep.Between.NOTHING, stranger);
    TextStep step = TextSteps.of("a step", (_, _, work) -> work.result(stranger), needed);

    assertThatThrownBy(() -> run(store("store"), SMALL, List.of(step)))
        .hasMessageContaining(
            "a step: the step 'a step' requests the result of 'stranger', which is not declared as"
                + " a dependency");
  }

  @Test
  void progressOfAStepIsPassedOn() throws IOException {
    RecordedProgress recorded = new RecordedProgress();
    TextStep step =
        TextSteps.of(
            "a step",
            (_, _, work) -> {
              work.reports(3, 8, "loss 0.31");
              work.notes("took the smaller batch");
            });

    new StepRunner(store("store"), SMALL, recorded).run(List.of(step));

    assertThat(recorded.lines())
        .containsExactly(
            "runs 1, reuses 0",
            "a step begins",
            "a step 3/8 loss 0.31",
            "a step took the smaller batch",
            "a step is finished");
  }

  @Test
  void unwritableStoreIsReported() throws IOException {
    Files.writeString(folder.resolve("store"), "a file");

    assertThatThrownBy(
            () ->
                run(
                    store("store"),
                    SMALL,
                    List.of(TextSteps.of("a step", TextStep.Between.NOTHING))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot create the folder " + folder.resolve("store"))
        .hasMessageContaining("choose a writable folder");
  }
}
