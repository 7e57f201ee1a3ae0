package dev.rawline.lab.statistic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what tests measure. */
final class TestOutput {
  private TestOutput() {}

  /** Prints measured numbers on one line. */
  @SuppressWarnings("SystemOut") // the numbers go into documentation by hand
  static void print(String what, double... numbers) {
    System.out.println(
        "measured: "
            + what
            + Arrays.stream(numbers)
                .mapToObj(number -> String.format(Locale.ROOT, " %.4g", number))
                .collect(Collectors.joining()));
  }
}
