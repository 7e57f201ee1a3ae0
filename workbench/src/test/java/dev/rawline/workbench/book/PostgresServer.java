package dev.rawline.workbench.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Debian's PostgreSQL in a temporary folder, for one test class; {@code apt-get install postgresql}
 * installs it.
 */
public final class PostgresServer implements AutoCloseable {
  /** Why a test is skipped without it. */
  public static final String MISSING = "skipped: no PostgreSQL here (apt-get install postgresql)";

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String PASSWORD = "se cret";

  private final Path folder;
  private Process process;
  private final int port;
  private final AtomicInteger schemas = new AtomicInteger();

  private PostgresServer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** Returns the folder of its programs, if it is installed. */
  public static Optional<Path> programs() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server and waits until it answers. It refuses to run as root: then as postgres. */
  public static PostgresServer start() throws IOException, InterruptedException, SQLException {
    Path programs = programs().orElseThrow();
    Path folder = Files.createTempDirectory("rawline-postgres");
    Path secret = Files.writeString(folder.resolve("secret"), PASSWORD);
    if (isRoot()) {
      run(List.of("chown", "-R", "postgres", folder.toString()));
    }
    Path data = folder.resolve("data");
    run(
        asUser(
            programs.resolve("initdb").toString(),
            "--no-sync",
            "--username=rawline",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--pwfile=" + secret,
            "-D",
            data.toString()));
    int port = freePort();
    PostgresServer server = new PostgresServer(folder, launch(programs, folder, data, port), port);
    server.await();
    return server;
  }

  private static Process launch(Path programs, Path folder, Path data, int port)
      throws IOException {
    List<String> command =
        asUser(
            programs.resolve("postgres").toString(),
            "-D",
            data.toString(),
            "-k",
            folder.toString(),
            "-p",
            String.valueOf(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "fsync=off");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Files.createTempFile("rawline-postgres", ".log").toFile())
        .start();
  }

  private void await() throws IOException, InterruptedException, SQLException {
    while (process.isAlive()) {
      try (Connection _ = connection()) {
        return;
      } catch (SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (!state.startsWith("08") && !state.startsWith("57")) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IOException("PostgreSQL ended with " + process.exitValue());
  }

  /** Stops it; connections break. */
  public void stop() throws IOException, InterruptedException {
    // SIGTERM would wait for all connections to end.
    run(List.of("kill", "-INT", String.valueOf(process.pid())));
    process.waitFor();
  }

  /** Starts it again, with the same data at the same port. */
  public void restart() throws IOException, InterruptedException, SQLException {
    process = launch(programs().orElseThrow(), folder, folder.resolve("data"), port);
    await();
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(url("public"));
  }

  /** Returns the URL of a new schema. */
  public String newSchema() throws SQLException {
    String name = "book" + schemas.incrementAndGet();
    execute("create schema " + name);
    return url(name);
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = connection()) {
      connection.createStatement().execute(sql);
    }
  }

  public String url(String schema) {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=rawline&password=%s&currentSchema=%s"
        .formatted(port, PASSWORD.replace(" ", "%20"), schema);
  }

  public int port() {
    return port;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static List<String> asUser(String... command) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    words.addAll(List.of(command));
    return words;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
