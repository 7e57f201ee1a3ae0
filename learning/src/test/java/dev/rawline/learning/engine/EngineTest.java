package dev.rawline.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {

  private static final String STARTED = Engine.version() + " on cpu, 1 threads\n";

  @TempDir private Path unpacked;

  /** Another installed libtorch is not mixed with ours. */
  @Test
  void startsWithAnEmptyCache() throws Exception {
    assertThat(started("unlimited")).isEqualTo(STARTED);
  }

  @Test
  void reportsAFullDiskAndStartsOnceThereIsSpace() throws Exception {
    assertThat(started("10000"))
        .contains("EngineException: the engine, " + Engine.version() + ", cannot be unpacked: ")
        .contains("Make 500 MB free");
    assertThat(started("unlimited")).isEqualTo(STARTED);
  }

  /** Returns the output of a process with a limit on the size of files [KB]. */
  private String started(String kilobytes) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "/bin/bash",
                "-c",
                "ulimit -f " + kilobytes + "; exec \"$@\"",
                "bash",
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.cachedir=" + unpacked,
                "-cp",
                System.getProperty("java.class.path"),
                Starts.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  /** Starts the engine, and prints its version. */
  static final class Starts {
    private Starts() {}

    public static void main(String[] arguments) {
      System.out.println(Engine.start(Device.CPU, 1));
    }
  }
}
