package dev.rawline.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.NamedStep;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepOutcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The progress of a plan without a terminal. */
class PlanProgressBarTest {
  private final StringWriter err = new StringWriter();
  private long seconds;

  private final Step<?> menon = new NamedStep("train 1", "train menon");
  private final Step<?> malvar = new NamedStep("train 1", "train malvar");
  private final Step<?> table = new NamedStep("table 1", "table");

  private PlanProgressBar bar() {
    return new PlanProgressBar(
        new StatusLine(
            new PrintWriter(err, true), Optional.empty(), () -> seconds * 1_000_000_000));
  }

  @Test
  void everyFinishedStepIsALine() {
    try (PlanProgressBar bar = bar()) {
      bar.begins(List.of(menon, malvar, table), 2);
      bar.begins(menon);
      seconds += 60;
      bar.ends(menon, new StepOutcome.Finished(Duration.ofSeconds(60)));
      seconds += 10;
      bar.ends(malvar, new StepOutcome.Reused());
      bar.notes(table, "is repeated: scores.csv is missing");
      bar.begins(table);
      seconds += 10;
      bar.ends(table, new StepOutcome.Finished(Duration.ofMillis(1240)));
    }
    assertThat(err)
        .hasToString(
            """
            5 steps, 2 done before
            [3/5] train menon: 60 s, at least 60 s left
            [4/5] train malvar: done by another process
            table: is repeated: scores.csv is missing
            [5/5] table: 1.2 s
            """);
  }

  /** Of many short steps one line in ten seconds is enough. */
  @Test
  void shortStepsAreReportedNowAndThen() {
    List<Step<?>> steps = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      steps.add(new NamedStep("train 1", "train " + i));
    }
    try (PlanProgressBar bar = bar()) {
      bar.begins(steps, 0);
      for (Step<?> step : steps) {
        bar.begins(step);
        seconds++;
        bar.ends(step, new StepOutcome.Finished(Duration.ofSeconds(1)));
      }
    }
    assertThat(err.toString().lines())
        .containsExactly(
            "60 steps, none done before",
            "[10/60] train 9: 1.0 s, 50 s left",
            "[20/60] train 19: 1.0 s, 40 s left",
            "[30/60] train 29: 1.0 s, 30 s left",
            "[40/60] train 39: 1.0 s, 20 s left",
            "[50/60] train 49: 1.0 s, 10 s left",
            "[60/60] train 59: 1.0 s");
  }

  @Test
  void longStepsAreReportedPeriodically() {
    try (PlanProgressBar bar = bar()) {
      bar.begins(List.of(menon), 0);
      bar.begins(menon);
      for (int epoch = 1; epoch <= 7; epoch++) {
        seconds += 20;
        bar.reports(menon, epoch, 8, "epoch %d of 8".formatted(epoch));
      }
      bar.ends(menon, new StepOutcome.Stopped());
      bar.reports(menon, 8, 8, "too late");
    }
    assertThat(err)
        .hasToString(
            """
            1 step, none done before
            train menon: 25 %, epoch 2 of 8, 2 min left
            train menon: 50 %, epoch 4 of 8, 80 s left
            train menon: 75 %, epoch 6 of 8, 40 s left
            train menon: stopped
            """);
  }

  @Test
  void aTerminalShowsTheWholePlanInOneLine() {
    StatusLine terminal =
        new StatusLine(new PrintWriter(err, true), Optional.of(120), () -> seconds * 1_000_000_000);
    try (PlanProgressBar bar = new PlanProgressBar(terminal)) {
      bar.begins(List.of(menon, malvar), 2);
      bar.begins(menon);
      assertThat(err.toString()).contains(" 50 %│").doesNotContain("train menon");
      terminal.clear();
      bar.reports(menon, 3, 6, "epoch 3 of 6");
      assertThat(err.toString())
          .contains(" 62 %│")
          .contains("2/4 steps, train menon: 50 %, epoch 3");
    }
    assertThat(err.toString()).endsWith(" \r");
  }

  @Test
  void failuresAreReportedImmediately() {
    try (PlanProgressBar bar = bar()) {
      bar.begins(List.of(menon, malvar, table), 0);
      bar.begins(menon);
      bar.ends(menon, new StepOutcome.Failed("the loss is no longer finite"));
      bar.ends(table, new StepOutcome.LeftOut("train menon"));
    }
    assertThat(err.toString().lines().skip(1))
        .containsExactly(
            "train menon: failed: the loss is no longer finite",
            "table: skipped, because it depends on a failed step: train menon");
  }
}
