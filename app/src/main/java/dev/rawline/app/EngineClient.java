package dev.rawline.app;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The launcher that asked an engine to run a command, and waits for its end.
 *
 * <p>Its request is a file that bears the number of its process. Whoever deletes that file decides:
 * the engine, which then answers, or the launcher, which then starts Java itself. The answers are
 * lines in a pipe that the launcher holds open: {@code declined}, or {@code taken} and then the
 * exit code.
 */
final class EngineClient implements AutoCloseable {
  /** The launcher's copies of its stdout and stderr, and its pipe: it uses its own meanwhile. */
  private static final String OUT = "5";

  private static final String ERR = "6";
  private static final String ANSWERS = "7";

  /** What a mode says of a file's kind, and the kinds that matter, as Linux numbers them. */
  private static final int KIND = 0170000;

  private static final int PIPE = 0010000;
  private static final int REGULAR = 0100000;

  /** The flag of an open file that is only appended to. */
  private static final long APPEND = 02000;

  private final Path process;
  private final Path folder;
  private final String began;
  private final List<String> request;
  private final OutputStream answers;
  private Optional<OutputStream> out = Optional.empty();
  private Optional<OutputStream> err = Optional.empty();

  private EngineClient(Path process, List<String> request) throws IOException {
    this.process = process;
    this.request = request;
    this.folder = process.resolve("cwd");
    this.began = began();
    Path pipe = process.resolve("fd").resolve(ANSWERS);
    if (kind(pipe) != PIPE) {
      throw new IOException(pipe + " is no pipe: expected the launcher's");
    }
    this.answers = writing(pipe);
  }

  /**
   * Takes a request.
   *
   * @param folder the engine's folder
   * @param process the number of the launcher's process
   * @return the launcher, or empty if it no longer waits
   * @throws IOException if the launcher cannot be answered
   */
  static Optional<EngineClient> take(Path folder, String process) throws IOException {
    Path file = folder.resolve(process);
    EngineClient client = null;
    boolean taken = false;
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      List<String> request = Arrays.asList(text.split("\0", -1));
      client = new EngineClient(Path.of("/proc", process), request.subList(0, request.size() - 1));
      Files.delete(file);
      taken = true;
      return Optional.of(client);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } finally {
      if (client != null && !taken) {
        client.close();
      }
    }
  }

  /** Returns the width of its terminal [characters]; blank if stderr does not lead to one. */
  String columns() {
    return request.get(0);
  }

  /** Returns whether a person reads stdout in a terminal. */
  boolean isRead() {
    return !request.get(1).isEmpty();
  }

  /** Returns the program as it was called. */
  String program() {
    return request.get(2);
  }

  /** Returns the command. */
  String[] words() {
    return request.subList(3, request.size()).toArray(String[]::new);
  }

  /** Returns the folder that it works in. */
  Path folder() {
    return folder;
  }

  /**
   * Opens its stdout and stderr.
   *
   * @throws IOException if one is nothing that another process can write to as the launcher would
   */
  void open() throws IOException {
    out = Optional.of(stream(OUT));
    err = Optional.of(stream(ERR));
  }

  /** Returns its stdout. */
  OutputStream out() {
    return out.orElseThrow();
  }

  /** Returns its stderr. */
  OutputStream err() {
    return err.orElseThrow();
  }

  private OutputStream stream(String descriptor) throws IOException {
    Path file = process.resolve("fd").resolve(descriptor);
    if (kind(file) == REGULAR) {
      requireAtEnd(file, descriptor);
    }
    return writing(file);
  }

  /** An engine can only append to a file, and the launcher may write elsewhere in it. */
  private void requireAtEnd(Path file, String descriptor) throws IOException {
    long position = -1;
    long flags = 0;
    for (String line : Files.readAllLines(process.resolve("fdinfo").resolve(descriptor))) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      if (line.startsWith("pos:")) {
        position = Long.parseLong(value);
      } else if (line.startsWith("flags:")) {
        flags = Long.parseLong(value, 8);
      }
    }
    if ((flags & APPEND) == 0 && position != Files.size(file)) {
      throw new IOException("%s stands at %d: expected its end".formatted(file, position));
    }
  }

  private static OutputStream writing(Path file) throws IOException {
    if (kind(file) != PIPE) {
      return new FileOutputStream(file.toFile(), true);
    }
    // A pipe without a reader is opened for writing only once one comes.
    try (RandomAccessFile _ = new RandomAccessFile(file.toFile(), "rw")) {
      return new FileOutputStream(file.toFile(), true);
    }
  }

  private static int kind(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:mode") & KIND;
  }

  /** Returns when the process began; empty if it has ended, even if nobody has noticed its end. */
  private String began() throws IOException {
    String line = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return fields[0].equals("Z") || fields[0].equals("X") ? "" : fields[19];
  }

  /** Returns whether it still waits. */
  boolean isAlive() {
    try {
      return !began.isEmpty() && began.equals(began());
    } catch (IOException e) {
      return false; // nobody has that number
    }
  }

  /**
   * Answers.
   *
   * @throws IOException if it has ended
   */
  void answer(String line) throws IOException {
    answers.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    for (OutputStream stream : List.of(out.orElse(answers), err.orElse(answers), answers)) {
      stream.close();
    }
  }
}
