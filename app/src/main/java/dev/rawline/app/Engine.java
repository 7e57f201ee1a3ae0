package dev.rawline.app;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.StandardStream;
import dev.rawline.data.file.AtomicFile;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Waits in the background and runs brief commands for launchers, one at a time, so that they need
 * not start Java.
 *
 * <p>Its folder holds {@code pid}, the number of its process; {@code requests}, a pipe to which
 * launchers write theirs; and a request for each launcher that waits ({@link EngineClient}). It
 * ends whenever it may not be what a new process would be: after a failure, when threads of a
 * command are left, when another build is the newest, when its folder or the one it works in is
 * gone, when a launcher dies, when half the heap is taken, and when nobody has asked for long.
 */
final class Engine {
  /** The property with the time without a command after which it ends [s]. */
  private static final String IDLE = "rawline.engine.idle";

  private static final int IDLE_SECONDS = 600;
  private static final Duration WATCHED = Duration.ofMillis(100);
  private static final Duration WAITING = Duration.ofSeconds(1);

  /** After this time without a command it gives memory back to the system. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Path folder;
  private final Path build;
  private final Duration idle = Duration.ofSeconds(Integer.getInteger(IDLE, IDLE_SECONDS));
  private final String self = String.valueOf(ProcessHandle.current().pid());
  private Optional<EngineClient> served = Optional.empty();
  private long since = System.nanoTime();
  private boolean tidy = true;
  private boolean ending;

  private Engine(Path folder, Path build) {
    this.folder = folder;
    this.build = build;
  }

  /**
   * Serves until there is a reason to end.
   *
   * @param arguments the engine's folder, with the pipe; and the folder of its build
   * @throws IOException if others may enter its folder
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Engine engine = new Engine(Path.of(arguments[0]), Path.of(arguments[1]));
    if (!engine.isPrivate()) {
      throw new IOException(engine.folder + " is open to others: expected mode 700");
    }
    try (RandomAccessFile requests = // a writer too: what only reads, ends with the last launcher
        new RandomAccessFile(engine.folder.resolve("requests").toFile(), "rw")) {
      Runtime.getRuntime().addShutdownHook(new Thread(engine::leave));
      Thread.ofPlatform().daemon().name("requests").start(() -> engine.listen(requests));
      AtomicFile.write(
          engine.folder.resolve("pid"), (engine.self + "\n").getBytes(StandardCharsets.US_ASCII));
      engine.watch();
    }
    Main.end(ExitCode.DONE); // whatever a command has left behind
  }

  private boolean isPrivate() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)).equals("rwx------")
        && Files.getAttribute(folder, "unix:uid")
            .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  private void listen(RandomAccessFile requests) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream(requests.getFD()), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.matches("\\d+")) {
          take(line);
        }
      }
    } catch (IOException e) {
      end();
    } finally {
      Main.end(ExitCode.FAILED); // nobody is heard any more
    }
  }

  private synchronized void end() {
    ending = true;
    notifyAll();
  }

  /** Begins a command, or leaves it to its launcher. */
  private void take(String process) throws IOException {
    if (!isPrivate()) {
      end();
    }
    synchronized (this) {
      if (ending) {
        return; // the launcher sees the end
      }
    }
    Optional<EngineClient> taken = taken(process);
    if (taken.isEmpty()) {
      return;
    }
    EngineClient client = taken.get();
    if (begins(client)) {
      ThreadGroup threads = new ThreadGroup("command");
      new Thread(threads, () -> run(client, threads), "main").start();
    } else {
      decline(client);
    }
  }

  private boolean begins(EngineClient client) {
    if (!occupy(client)) {
      return false;
    }
    try {
      requireSameFolder(client.folder());
      client.open();
      client.answer("taken");
      return true;
    } catch (IOException e) {
      free();
      return false; // the launcher gets an answer, unless it has ended
    }
  }

  private Optional<EngineClient> taken(String process) {
    try {
      return EngineClient.take(folder, process);
    } catch (IOException e) {
      return Optional.empty(); // it has ended
    }
  }

  private static void decline(EngineClient client) {
    try (client) {
      client.answer("declined");
    } catch (IOException e) {
      return; // it has ended
    }
  }

  private synchronized boolean occupy(EngineClient client) {
    if (ending || served.isPresent()) {
      return false;
    }
    served = Optional.of(client);
    notifyAll();
    return true;
  }

  private synchronized void free() {
    served = Optional.empty();
    since = System.nanoTime();
    tidy = false;
    notifyAll();
  }

  /** Java's folder is that in which it started, by its name and by what it is. */
  private static void requireSameFolder(Path other) throws IOException {
    if (!Files.isSameFile(Path.of("/proc/self/cwd"), other)
        || !Files.isSameFile(Path.of(System.getProperty("user.dir")), other)) {
      throw new IOException("works in another folder than the launcher");
    }
  }

  private void run(EngineClient client, ThreadGroup threads) {
    Properties properties = (Properties) System.getProperties().clone();
    PrintStream out = System.out;
    PrintStream err = System.err;
    try (client) {
      System.setOut(new PrintStream(client.out(), true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(client.err(), true, StandardCharsets.UTF_8));
      describe(client);
      Locale.setDefault(Locale.ROOT);
      int code = Main.run(client.words(), client.out(), new StandardStream(client.err()).printer());
      AtomicFile.deleteUnfinished();
      System.setOut(out);
      System.setErr(err);
      System.setProperties(properties);
      if (code == ExitCode.FAILED.number() || threads.activeCount() > 1) {
        end();
      }
      free();
      client.answer(String.valueOf(code));
    } catch (IOException e) {
      end(); // the launcher has ended
    } finally {
      if (served(client)) { // a failure of the program: the launcher sees the end
        Main.end(ExitCode.FAILED);
      }
    }
  }

  private synchronized boolean served(EngineClient client) {
    return served.filter(client::equals).isPresent();
  }

  /** Tells commands what the launcher tells a new process by options. */
  private void describe(EngineClient client) throws IOException {
    System.setProperty("rawline.commit", Files.readString(build.resolve("commit")));
    System.setProperty("rawline.program", client.program());
    System.setProperty("rawline.terminal", String.valueOf(client.isRead()));
    if (!client.columns().isEmpty()) {
      System.setProperty("rawline.columns", client.columns());
    }
    if (client.isRead()
        && System.getenv("NO_COLOR") == null
        && !"0".equals(System.getenv("CLICOLOR"))) {
      System.setProperty("picocli.ansi", "true"); // picocli looks at the terminal of its process
    }
  }

  private synchronized void watch() throws InterruptedException {
    while (!isOver()) {
      wait((served.isPresent() ? WATCHED : WAITING).toMillis());
    }
    ending = true;
  }

  private boolean isOver() {
    if (served.isPresent()) {
      return !served.get().isAlive();
    }
    long waited = System.nanoTime() - since;
    return ending || waited > idle.toNanos() || isStranded() || isShort(waited);
  }

  private boolean isStranded() {
    try {
      requireSameFolder(Path.of("/proc/self/cwd"));
      return !isPrivate()
          || !Files.readString(folder.resolve("pid")).strip().equals(self)
          || !Files.readString(build.resolveSibling("current")).equals(name(build));
    } catch (IOException e) {
      return true;
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private boolean isShort(long waited) {
    if (tidy || waited < QUIET.toNanos()) {
      return false;
    }
    tidy = true;
    System.gc();
    Runtime heap = Runtime.getRuntime();
    return heap.totalMemory() - heap.freeMemory() > heap.maxMemory() / 2;
  }

  /** Deletes its folder, unless another engine has it. */
  private void leave() {
    try {
      Path pid = folder.resolve("pid");
      if (Files.readString(pid).strip().equals(self)) {
        Files.delete(pid);
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : (Iterable<Path>) files::iterator) {
            Files.deleteIfExists(file);
          }
        }
        Files.delete(folder);
      }
    } catch (IOException | UncheckedIOException e) {
      return; // who starts the next engine clears up
    }
  }
}
