package dev.rawline.lab.statistic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What tests measure, for whoever reads their output. */
final class TestOutput {
  private TestOutput() {}

  /** Tells measured numbers on one line. */
  @SuppressWarnings("SystemOut") // the numbers go into documentation by hand
  static void tell(String what, double... numbers) {
    System.out.println(
        "measured: "
            + what
            + Arrays.stream(numbers)
                .mapToObj(number -> String.format(Locale.ROOT, " %.4g", number))
                .collect(Collectors.joining()));
  }
}
