package dev.rawline.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.StringTokenizer;

/** Runs the scripts of benchmarks/peers. */
public final class PythonPeer {
  private static final String PYTHON =
      Optional.ofNullable(System.getenv("RAWLINE_PYTHON")).orElse("/usr/bin/python3");

  private PythonPeer() {}

  /** Skips a test if Python or modules of it are not installed. */
  public static void require(String... modules) throws IOException, InterruptedException {
    String missing =
        "import importlib.util as i; exit(not all(map(i.find_spec, %s.split())))"
            .formatted("'" + String.join(" ", modules) + "'");
    assumeTrue(
        Files.isExecutable(Path.of(PYTHON)) && run(List.of("-c", missing)).code() == 0,
        "skipped: the peer needs %s with python3-%s"
            .formatted(PYTHON, String.join(", python3-", modules)));
  }

  /** Runs a script of benchmarks/peers, which must succeed; returns its output. */
  public static String script(String name, String... arguments)
      throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(List.of(Path.of("..", "benchmarks", "peers", name).toString()));
    all.addAll(List.of(arguments));
    return succeed(all);
  }

  /**
   * Runs a script of benchmarks/peers, which must succeed.
   *
   * @return its output: in every line a name, then numbers
   */
  public static SequencedMap<String, double[]> numbers(String name)
      throws IOException, InterruptedException {
    LinkedHashMap<String, double[]> cases = new LinkedHashMap<>();
    script(name)
        .lines()
        .map(StringTokenizer::new)
        .forEach(line -> cases.put(line.nextToken(), numbers(line)));
    return cases;
  }

  private static double[] numbers(StringTokenizer line) {
    double[] numbers = new double[line.countTokens()];
    Arrays.setAll(numbers, _ -> Double.parseDouble(line.nextToken()));
    return numbers;
  }

  /** Runs lines of Python, which must succeed, in a folder. */
  public static void lines(Path folder, String lines) throws IOException, InterruptedException {
    String _ = succeed(List.of("-c", "import os; os.chdir('%s')\n%s".formatted(folder, lines)));
  }

  private static String succeed(List<String> arguments) throws IOException, InterruptedException {
    Ran ran = run(arguments);
    assertThat(ran.code()).as("%s: it says above why", arguments).isZero();
    return ran.printed();
  }

  private record Ran(int code, String printed) {}

  private static Ran run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), printed);
  }
}
