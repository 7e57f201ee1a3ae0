package dev.rawline.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A {@link GrowthCase} in its process, which waits until it is its turn. */
final class GrowthProcess implements AutoCloseable {
  private final GrowthCurve curve;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;
  private final SequencedMap<String, List<GrowthPoint>> rounds = new LinkedHashMap<>();

  /**
   * Starts it.
   *
   * @param arguments those of {@link GrowthCase} after the curve
   * @throws IOException if it ends; the message holds what it printed
   */
  GrowthProcess(GrowthCurve curve, List<String> arguments) throws IOException {
    this.curve = curve;
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MeasuredTime.VECTORS,
                MeasuredTime.ALIGNED,
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-XX:+UseSerialGC",
                "-Xmx" + curve.heap() + "m",
                "-cp",
                System.getProperty("java.class.path"),
                GrowthCase.class.getName(),
                curve.name()));
    words.addAll(arguments);
    process = new ProcessBuilder(words).redirectErrorStream(true).start();
    requests = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    listen();
  }

  /** Measures another round. */
  void measure() throws IOException {
    requests.newLine();
    requests.flush();
    listen();
  }

  private void listen() throws IOException {
    List<String> said = new ArrayList<>();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.equals(GrowthCase.READY)) {
        return;
      }
      if (line.startsWith(curve.name() + ";")) {
        GrowthPoint point = GrowthPoint.of(line);
        rounds.computeIfAbsent(point.series(), _ -> new ArrayList<>()).add(point);
      } else {
        said.add(line);
      }
    }
    throw new IOException(
        "%s ended with %d: %s".formatted(curve.title(), end(), String.join("\n", said)));
  }

  /** Returns the points of all rounds. */
  List<GrowthPoint> points() {
    return rounds.values().stream().map(GrowthPoint::of).toList();
  }

  private int end() throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Ends it, and waits until it has deleted its files. */
  @Override
  public void close() throws IOException {
    try {
      requests.close();
    } catch (IOException e) {
      return; // it has ended
    }
    int _ = end();
  }
}
