package dev.rawline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A separate program that a test runs with its class path. */
public final class OtherProgram {
  private OtherProgram() {}

  /**
   * Starts a program; its output includes errors.
   *
   * @param before the words before its command, such as a program that drops privileges
   */
  public static Process start(List<String> before, Class<?> program, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName()));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /**
   * Makes folders read-only, and returns the words before a command that may not write to them. The
   * administrator may write everywhere, so the words drop that privilege.
   */
  public static List<String> withoutRightTo(Path... folders) {
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(Files.isExecutable(setpriv), "skipped: no setpriv here");
    boolean administrator = false;
    for (Path folder : folders) {
      assertThat(folder.toFile().setWritable(false)).isTrue();
      administrator |= Files.isWritable(folder);
    }
    return administrator
        ? List.of(setpriv.toString(), "--bounding-set=-dac_override", "--inh-caps=-dac_override")
        : List.of();
  }
}
