package dev.rawline.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanRunsTest {
  private static final StopGrace SHORT =
      new StopGrace(Duration.ofMillis(200), Duration.ofMillis(200));
  private static final StopGrace LONG = new StopGrace(Duration.ofHours(1), Duration.ofMinutes(1));

  @TempDir private Path folder;

  private PlanRuns runs(String script, StopGrace usual, StopGrace atEnd) throws IOException {
    return new PlanRuns(
        List.of(FakeProgram.write(folder.resolve("program"), script).toString()),
        Map.of("RAWLINE_LAB", "the book"),
        1,
        usual,
        atEnd);
  }

  private PlanRun start(PlanRuns runs) throws InterruptedException {
    PlanRun run =
        runs.start(
            new PlanRequest(
                PlanCommand.DRIFT,
                folder.resolve("plan.yaml"),
                folder.resolve("out"),
                "plan.yaml",
                "out"));
    await(runs, run, RunState.RUNNING);
    for (long seen = 0; run.output().lines(0).lines().isEmpty(); ) {
      seen = runs.await(seen, Duration.ofSeconds(1));
    }
    return run;
  }

  private static void await(PlanRuns runs, PlanRun run, RunState state)
      throws InterruptedException {
    for (long seen = 0; run.state() != state; ) {
      assertThat(run.state().isEnd()).as("%s instead of %s", run.state(), state).isFalse();
      seen = runs.await(seen, Duration.ofSeconds(1));
    }
  }

  @Test
  void whatIgnoresInterruptsIsKilled() throws IOException, InterruptedException {
    try (PlanRuns runs = runs(FakeProgram.IGNORES, SHORT, SHORT)) {
      PlanRun run = start(runs);
      runs.stop(run.id());
      await(runs, run, RunState.STOPPED);
      assertThat(run.exit()).hasValue(128 + 9);
    }
  }

  /**
   * A person who stops it twice does not want to wait. A shell that traps both signals loses the
   * second one, so this one traps the first only.
   */
  @Test
  void theSecondStopTerminates() throws IOException, InterruptedException {
    String script =
        """
        trap 'echo not yet' INT
        echo begins
        while true; do sleep 0.02; done
        """;
    try (PlanRuns runs = runs(script, LONG, SHORT)) {
      PlanRun run = start(runs);
      runs.stop(run.id());
      assertThat(run.state()).isEqualTo(RunState.STOPPING);
      runs.stop(run.id());
      await(runs, run, RunState.STOPPED);
      assertThat(run.exit()).hasValue(128 + 15);
    }
  }

  /** A server in the background of a shell ignores interrupts, and so do its processes. */
  @Test
  void whatIgnoresInterruptsAloneIsTerminated() throws IOException, InterruptedException {
    String script =
        """
        trap '' INT
        trap 'exit 130' TERM
        echo begins
        while true; do sleep 0.02; done
        """;
    try (PlanRuns runs = runs(script, LONG, SHORT)) {
      PlanRun run = start(runs);
      runs.stop(run.id());
      await(runs, run, RunState.STOPPED);
      assertThat(run.exit()).hasValue(130);
    }
  }

  @Test
  void runsAreWrittenIntoTheLabBookOfTheServer() throws IOException, InterruptedException {
    String script = "echo \"lab book: $RAWLINE_LAB, token: $RAWLINE_TOKEN.\"; exec sleep 100";
    try (PlanRuns runs = runs(script, SHORT, SHORT)) {
      assertThat(start(runs).output().lines(0).lines())
          .containsExactly("lab book: the book, token: .");
    }
  }

  @Test
  void theEndOfAllWaitsForTheLast() throws IOException, InterruptedException {
    PlanRun run;
    try (PlanRuns runs = runs(FakeProgram.IGNORES, LONG, SHORT)) {
      run = start(runs);
    }
    long pid = Long.parseLong(run.output().lines(0).lines().getFirst().substring("pid ".length()));
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aProgramThatIsMissingFails() throws InterruptedException {
    String missing = folder.resolve("none").toString();
    try (PlanRuns runs = new PlanRuns(List.of(missing), Map.of(), 1, SHORT, SHORT)) {
      PlanRun run =
          runs.start(
              new PlanRequest(PlanCommand.TRAIN, folder, folder.resolve("out"), "plan", "out"));
      for (long seen = 0; !run.state().isEnd(); ) {
        seen = runs.await(seen, Duration.ofSeconds(1));
      }
      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.output().lines(0).lines()).anyMatch(line -> line.contains(missing));
    }
  }

  /** Those that ended long ago are forgotten. */
  @Test
  void aBoundedNumberOfEndsIsKept() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("plan.yaml"), "exit: 0\n");
    try (PlanRuns runs = runs(FakeProgram.ENDS, SHORT, SHORT)) {
      for (int i = 0; i < 40; i++) {
        PlanRun run =
            runs.start(
                new PlanRequest(
                    PlanCommand.TRAIN,
                    folder.resolve("plan.yaml"),
                    folder.resolve("out"),
                    "plan",
                    "out"));
        await(runs, run, RunState.DONE);
      }
      assertThat(runs.all()).hasSizeLessThanOrEqualTo(31);
    }
  }
}
