package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What another program did.
 *
 * @param code its exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record Ended(int code, String out, String err) {
  /** Runs a program, whose standard input is empty, with these variables added. */
  static Ended run(Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    File err = File.createTempFile("err", "");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(err);
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      builder.environment().putAll(variables);
      Process process = builder.start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), out, Files.readString(err.toPath()));
    } finally {
      Files.delete(err.toPath());
    }
  }

  /** Runs a program, requires exit code 0, and returns what it wrote to stdout. */
  static String works(String... command) throws IOException, InterruptedException {
    return run(Map.of(), List.of(command)).succeeded(String.join(" ", command)).out();
  }

  /** Requires exit code 0. */
  Ended succeeded(String what) {
    assertThat(code).as("%s: %s%s", what, out, err).isZero();
    return this;
  }

  /** Whether this machine has a program. */
  static boolean canRun(String program) {
    for (String folder : List.of("/usr/bin", "/usr/sbin", "/bin")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
