package dev.rawline.workbench.tracking;

import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs that tests begin. */
final class Starts {
  static final RunOrigin ORIGIN =
      new RunOrigin(
          "ab12",
          "0123abc-changed",
          "cd34",
          List.of(7L, 8L),
          "a machine, 2 cores",
          new LinkedHashMap<>(Map.of("rawline", "0.1.0", "java", "25")));

  private Starts() {}

  static RunStart of(String experiment, String name) {
    return new RunStart(experiment, name, "drift", ORIGIN);
  }
}
