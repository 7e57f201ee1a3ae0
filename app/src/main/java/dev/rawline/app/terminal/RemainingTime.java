package dev.rawline.app.terminal;

import dev.rawline.workbench.step.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How long the steps of a plan will still take, if each takes as long as those of its kind did so
 * far, and as many run at once. A kind of which none has come anywhere yet counts nothing: then the
 * time left is known in part.
 */
final class RemainingTime {
  private static final double NANOSECONDS = 1e9;

  /** Below this share a step has not reported enough. */
  private static final double ENOUGH = 0.02;

  /** A step that takes longer than those of its kind is expected to take this share longer. */
  private static final double LONGER = 0.1;

  private final LongSupplier clock;
  private final long start;
  private final Map<String, Kind> kinds = new HashMap<>();
  private final IdentityHashMap<Step<?>, Running> running = new IdentityHashMap<>();
  private double done;

  /** What is known of the steps of one kind. */
  private static final class Kind {
    private int waiting;
    private int finished;
    private double seconds;

    /** Returns how long one takes, if any is complete. */
    private Optional<Double> mean() {
      return finished == 0 ? Optional.empty() : Optional.of(seconds / finished);
    }
  }

  /**
   * A step that runs.
   *
   * @param since when it began
   * @param reported when it first reported the share of it that is done
   * @param at that share: more than 0 if an interrupted run did it
   * @param share the share of it that is done by now
   */
  private record Running(long since, OptionalLong reported, double at, double share) {}

  /**
   * Begins to measure.
   *
   * @param clock the nanoseconds, as {@link System#nanoTime}
   * @param steps what there is to run
   */
  RemainingTime(LongSupplier clock, List<Step<?>> steps) {
    this.clock = clock;
    this.start = clock.getAsLong();
    steps.forEach(step -> kind(step).waiting++);
  }

  private Kind kind(Step<?> step) {
    return kinds.computeIfAbsent(step.kind(), _ -> new Kind());
  }

  void begins(Step<?> step) {
    kind(step).waiting--;
    running.put(step, new Running(clock.getAsLong(), OptionalLong.empty(), 0, 0));
  }

  /** A step reports which share of it is done. */
  void comes(Step<?> step, double share) {
    running.computeIfPresent(
        step,
        (_, before) ->
            before.reported().isEmpty()
                ? new Running(before.since(), OptionalLong.of(clock.getAsLong()), share, share)
                : new Running(before.since(), before.reported(), before.at(), share));
  }

  /** A step that ran is complete. */
  void finishes(Step<?> step, Duration took) {
    ends(step);
    Kind kind = kind(step);
    kind.finished++;
    kind.seconds += took.toNanos() / NANOSECONDS;
  }

  /** A step that ran ends unfinished. */
  void ends(Step<?> step) {
    Running ran = running.remove(step);
    if (ran != null) {
      done += seconds(ran.since());
    }
  }

  /** A step will not be run. */
  void drops(Step<?> step) {
    kind(step).waiting--;
  }

  private double seconds(long since) {
    return (clock.getAsLong() - since) / NANOSECONDS;
  }

  /** Returns whether something is known about all steps that wait or run. */
  boolean isWhole() {
    Map<String, Double> expected = expected();
    return kinds.entrySet().stream()
            .allMatch(kind -> kind.getValue().waiting == 0 || expected.containsKey(kind.getKey()))
        && running.keySet().stream().allMatch(step -> left(step, expected).isPresent());
  }

  /** Returns the time left [s], if anything is known about it. */
  Optional<Double> seconds() {
    Map<String, Double> expected = expected();
    double work = done;
    double left = 0;
    boolean known = false;
    for (Map.Entry<Step<?>, Running> one : running.entrySet()) {
      work += seconds(one.getValue().since());
      Optional<Double> own = left(one.getKey(), expected);
      known |= own.isPresent();
      left += own.orElse(0.0);
    }
    for (Map.Entry<String, Kind> one : kinds.entrySet()) {
      Double each = expected.get(one.getKey());
      if (each != null && one.getValue().waiting > 0) {
        known = true;
        left += each * one.getValue().waiting;
      }
    }
    double elapsed = seconds(start);
    if (!known || elapsed <= 0) {
      return Optional.empty();
    }
    double atOnce = Math.max(1, work / elapsed);
    return Optional.of(left / atOnce);
  }

  /** Returns how long a step of each kind takes [s], as far as that is known. */
  private Map<String, Double> expected() {
    Map<String, Double> expected = new HashMap<>();
    kinds.forEach((name, kind) -> kind.mean().ifPresent(mean -> expected.put(name, mean)));
    running.forEach(
        (step, at) -> {
          if (at.share() - at.at() > ENOUGH) {
            expected.putIfAbsent(step.kind(), whole(at));
          }
        });
    return expected;
  }

  /** Returns how long a step takes in all [s] at the speed with which it has come so far. */
  private double whole(Running at) {
    return seconds(at.reported().orElseThrow()) / (at.share() - at.at());
  }

  /** Returns how long a running step will still take [s], if anything is known about it. */
  private Optional<Double> left(Step<?> step, Map<String, Double> expected) {
    Running at = running.get(step);
    if (at.share() - at.at() > ENOUGH && at.share() < 1) {
      return Optional.of(whole(at) * (1 - at.share()));
    }
    double soFar = seconds(at.since());
    return Optional.ofNullable(expected.get(step.kind()))
        .map(mean -> Math.max(mean - soFar, LONGER * soFar));
  }
}
