package dev.rawline.workbench.step;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Steps of a plan failed: the message names them all, the cause is that of the first. */
public final class StepsFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A step that failed.
   *
   * @param name its name
   * @param cause the cause
   */
  record Failure(String name, Throwable cause) {
    /** Returns the reason in a sentence. */
    String why() {
      String message = cause.getMessage();
      boolean sentence = cause instanceof Exception && message != null && !message.isBlank();
      return sentence ? message : cause.toString();
    }
  }

  /**
   * Reports failures.
   *
   * @param failures the steps that failed, at least one, in the order in which they did
   * @param leftOut the number of steps that were skipped because they depend on those
   * @param all the number of steps of the plan
   */
  StepsFailedException(List<Failure> failures, int leftOut, int all) {
    super(message(failures, leftOut, all), failures.getFirst().cause());
    failures.stream().skip(1).forEach(failure -> addSuppressed(failure.cause()));
  }

  private static String message(List<Failure> failures, int leftOut, int all) {
    return "%d of %d steps failed%s; completed steps are kept, and the same command resumes:%n%s"
        .formatted(
            failures.size(),
            all,
            leftOut == 0
                ? ""
                : ", and %d %s skipped"
                    .formatted(
                        leftOut,
                        leftOut == 1 ? "that depends on them was" : "that depend on them were"),
            failures.stream()
                .map(failure -> "  %s: %s".formatted(failure.name(), failure.why()))
                .collect(Collectors.joining(System.lineSeparator())));
  }
}
