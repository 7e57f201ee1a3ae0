package dev.rawline.bench;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Python peer in a process of its own: one request a line, one answer a line. */
final class Peer implements AutoCloseable {
  private static final String PYTHON =
      Optional.ofNullable(System.getenv("RAWLINE_PYTHON")).orElse("/usr/bin/python3");

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;
  private final Path file;

  private Peer(Process process, Path file) {
    this.process = process;
    this.file = file;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts the peer.
   *
   * @param script the path of static_views.py
   */
  static Peer start(Path script) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(PYTHON, script.toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    // The libraries choose for themselves what suits the processor.
    builder.environment().keySet().removeIf(name -> name.startsWith("OPENBLAS_"));
    return new Peer(builder.start(), Files.createTempFile("rawline-peer", ".npy"));
  }

  /** Returns whether Python and the modules that the peer needs are installed. */
  static boolean installed() {
    try {
      return new ProcessBuilder(PYTHON, "-c", "import numpy, scipy, skimage")
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

  /** Gives the peer a mosaic and the name of a camera. */
  void load(RawImage mosaic, String camera) throws IOException {
    write(List.of(mosaic.height(), mosaic.width()), mosaic.samples());
    String _ = ask("load %s %s".formatted(file, camera));
  }

  /** Returns how many seconds one computation took. */
  double seconds(String name) throws IOException {
    return Double.parseDouble(ask("time " + name));
  }

  /** Returns by how much our picture and the peer's differ at most. */
  double difference(String name, Picture ours) throws IOException {
    write(List.of(Picture.CHANNELS, ours.height(), ours.width()), ours.samples());
    return Double.parseDouble(ask("difference %s %s".formatted(name, file)));
  }

  private String ask(String request) throws IOException {
    requests.write(request);
    requests.newLine();
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the Python peer ended at '" + request + "'; it says above why");
    }
    return answer;
  }

  /** Writes NumPy's file format 1.0: magic, length of the header, header, samples. */
  private void write(List<Integer> shape, float[] samples) throws IOException {
    String sides = shape.toString().replace('[', '(').replace(']', ')');
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(sides);
    int preamble = 10;
    int aligned = Math.ceilDiv(preamble + header.length() + 1, 64) * 64;
    header += " ".repeat(aligned - preamble - header.length() - 1) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(aligned + Float.BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 1).put((byte) 0).putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    bytes.asFloatBuffer().put(samples);
    Files.write(file, bytes.array());
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
    Files.deleteIfExists(file);
  }
}
