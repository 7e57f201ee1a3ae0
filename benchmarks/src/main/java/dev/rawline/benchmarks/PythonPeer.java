package dev.rawline.benchmarks;

import dev.rawline.data.file.NumpyArray;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Python peer in a separate process: one request a line, one answer a line. */
public final class PythonPeer implements AutoCloseable {
  private static final String PYTHON =
      Optional.ofNullable(System.getenv("RAWLINE_PYTHON")).orElse("/usr/bin/python3");

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;
  private final Path file;

  private PythonPeer(Process process, Path file) {
    this.process = process;
    this.file = file;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts the peer.
   *
   * @param script the path of a file of benchmarks/peers
   * @param environment additional environment variables
   */
  public static PythonPeer start(Path script, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(PYTHON, script.toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    // The libraries choose their settings for the processor.
    builder.environment().keySet().removeIf(name -> name.startsWith("OPENBLAS_"));
    builder.environment().putAll(environment);
    return new PythonPeer(builder.start(), Files.createTempFile("rawline-peer", ".npy"));
  }

  /** Returns whether Python and these modules of it are installed. */
  public static boolean installed(String... modules) {
    try {
      return new ProcessBuilder(PYTHON, "-c", "import " + String.join(", ", modules))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Sends the peer a mosaic and the name of a camera. */
  void load(RawImage mosaic, String camera) throws IOException {
    load(mosaic.samples(), List.of(mosaic.height(), mosaic.width()), camera);
  }

  /** Sends the peer samples of one or more mosaics and the name of a camera. */
  void load(float[] samples, List<Integer> shape, String camera) throws IOException {
    write(shape, samples);
    String _ = ask("load %s %s".formatted(file, camera));
  }

  /** Sends the peer a batch of mosaics and the name of a camera. */
  void load(List<RawImage> batch, String camera) throws IOException {
    RawImage first = batch.getFirst();
    int area = first.samples().length;
    float[] samples = new float[batch.size() * area];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.get(i).samples(), 0, samples, i * area, area);
    }
    load(samples, List.of(batch.size(), first.height(), first.width()), camera);
  }

  /** Sends the peer the weights of a network. */
  public void weights(Path safetensors) throws IOException {
    String _ = ask("weights " + safetensors);
  }

  /** Returns the losses of the peer's first steps. */
  public List<Double> losses(String style, int steps) throws IOException {
    return Stream.of(ask("losses %s %d".formatted(style, steps)).split(" ", -1))
        .map(Double::valueOf)
        .toList();
  }

  /** Sends the peer the gradient of a loss with respect to the views. */
  void upstream(float[] gradient, List<Integer> shape) throws IOException {
    write(shape, gradient);
    String _ = ask("upstream %s".formatted(file));
  }

  /** Returns the time of one computation [s]. */
  public double seconds(String name) throws IOException {
    return Double.parseDouble(ask("time " + name));
  }

  /** Returns the largest difference of our picture from the peer's. */
  double difference(String name, Picture ours) throws IOException {
    return difference(name, ours.samples(), List.of(Picture.CHANNELS, ours.height(), ours.width()));
  }

  /** Returns the difference of our numbers from the peer's, as the peer measures it. */
  double difference(String name, float[] ours, List<Integer> shape) throws IOException {
    write(shape, ours);
    return Double.parseDouble(ask("difference %s %s".formatted(name, file)));
  }

  /** Returns the difference of the peer's float32 from its float64, measured in the same way. */
  double rounding(String name) throws IOException {
    return Double.parseDouble(ask("rounding " + name));
  }

  /** Returns the peer's largest difference from the golden numbers in a folder. */
  double check(Path folder) throws IOException {
    return Double.parseDouble(ask("check " + folder));
  }

  /** Sends the peer a request, and returns its answer. */
  public String ask(String request) throws IOException {
    requests.write(request);
    requests.newLine();
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(
          "the Python peer ended at '" + request + "'; its message above explains why");
    }
    return answer;
  }

  private void write(List<Integer> shape, float[] samples) throws IOException {
    Files.write(file, NumpyArray.write(shape, samples));
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
    Files.deleteIfExists(file);
  }
}
