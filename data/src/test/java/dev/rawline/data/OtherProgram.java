package dev.rawline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Another program, which a test runs with its own class path. */
public final class OtherProgram {
  private OtherProgram() {}

  /**
   * Starts a program, whose errors are part of its output.
   *
   * @param before what precedes its command, such as a program that takes rights away
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
   * Makes folders read-only, and returns what must precede a command that may not write to them.
   * The system's administrator may write everywhere, so that right is dropped first.
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
