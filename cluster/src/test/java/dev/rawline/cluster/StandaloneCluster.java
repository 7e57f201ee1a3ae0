package dev.rawline.cluster;

import dev.rawline.workbench.output.TemporaryFolder;
import dev.rawline.workbench.share.Share;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.apache.spark.launcher.JavaModuleOptions;

/** A master and workers of Spark, each a process, and a home made of the jars of the class path. */
final class StandaloneCluster implements AutoCloseable {
  private static final String END = "(the process has ended)";

  /**
   * A machine.
   *
   * @param address its address in the network
   * @param prefix the words before a command that run it there
   */
  record Machine(String address, List<String> prefix) {
    /** This one. */
    static final Machine THIS = new Machine("127.0.0.1", List.of());
  }

  private final TemporaryFolder temporary;
  private final Path folder;
  private final Machine master;
  private final int port;
  private final List<String> options;
  private final List<Process> processes = new ArrayList<>();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  StandaloneCluster(int workers) throws IOException, InterruptedException {
    this(Machine.THIS, Collections.nCopies(workers, Machine.THIS));
  }

  /**
   * Starts a cluster on several machines.
   *
   * @param options of Java, for the master and the workers
   */
  StandaloneCluster(Machine master, List<Machine> workers, String... options)
      throws IOException, InterruptedException {
    this.master = master;
    this.options = List.of(options);
    temporary = TemporaryFolder.make("spark");
    folder = temporary.path();
    Path jars = Files.createDirectories(folder.resolve("home/jars"));
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      Path jar = Path.of(entry).toAbsolutePath();
      // Rawline is what the tasks start, not a part of Spark.
      Path link = jars.resolve(jar.getFileName());
      if (entry.endsWith(".jar")
          && !entry.contains("rawline-")
          && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        Path _ = Files.createSymbolicLink(link, jar);
      }
    }
    Path java = Path.of(System.getProperty("java.home"), "bin");
    Path classes =
        Path.of(
            URI.create(
                SparkProvider.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()));
    int made =
        new ProcessBuilder(
                java.resolve("jar").toString(),
                "-cf",
                jars.resolve("own.jar").toString(),
                "-C",
                classes.toString(),
                "dev")
            .inheritIO()
            .start()
            .waitFor();
    if (made != 0) {
      throw new IOException("jar ended with " + made);
    }
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    await(
        start(
            master,
            "org.apache.spark.deploy.master.Master",
            "--host",
            master.address(),
            "--port",
            String.valueOf(port),
            "--webui-port",
            "0"),
        line -> line.contains("New state: ALIVE"));
    for (int i = 0; i < workers.size(); i++) {
      await(
          start(
              workers.get(i),
              "org.apache.spark.deploy.worker.Worker",
              "--host",
              workers.get(i).address(),
              "--webui-port",
              "0",
              "--cores",
              "1",
              "--memory",
              "2g",
              "--work-dir",
              folder.resolve("work" + i).toString(),
              address()),
          line -> line.contains("Successfully registered with master"));
    }
  }

  /** Returns what names it after {@code --on}. */
  String address() {
    return "spark://%s:%d".formatted(master.address(), port);
  }

  /** Returns the process of a worker, from 0. */
  Process worker(int number) {
    return processes.get(1 + number);
  }

  /** Returns the processes of shares that run on a worker. */
  List<ProcessHandle> shares(int number) {
    return worker(number).toHandle().descendants().filter(StandaloneCluster::isShare).toList();
  }

  private static boolean isShare(ProcessHandle process) {
    return environment(process).stream().anyMatch(word -> word.startsWith(Share.VARIABLE + "="));
  }

  /** Returns the environment of a process, NAME=VALUE; empty if it has ended. */
  static List<String> environment(ProcessHandle process) {
    return words(process, "environ");
  }

  /** Returns the words of the command of a process; empty if it has ended. */
  static List<String> command(ProcessHandle process) {
    return words(process, "cmdline");
  }

  private static List<String> words(ProcessHandle process, String file) {
    try {
      return List.of(
          Files.readString(Path.of("/proc", String.valueOf(process.pid()), file)).split("\0", -1));
    } catch (IOException e) {
      return List.of();
    }
  }

  private BlockingQueue<String> start(Machine machine, String main, String... words)
      throws IOException {
    List<String> command = new ArrayList<>(machine.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(options);
    command.addAll(List.of("-Xmx256m", "-cp", folder.resolve("home/jars") + "/*", main));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", machine.address());
    Process process = builder.start();
    processes.add(process);
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread.startVirtualThread(
        () -> {
          try (BufferedReader reader =
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
              log.add(line);
              lines.add(line);
            }
          } catch (IOException e) {
            lines.add(String.valueOf(e.getMessage()));
          }
          lines.add(END);
        });
    return lines;
  }

  private void await(BlockingQueue<String> lines, Predicate<String> wanted)
      throws InterruptedException {
    String line = lines.take();
    while (!wanted.test(line)) {
      if (line.equals(END)) {
        throw new IllegalStateException(String.join("\n", log));
      }
      line = lines.take();
    }
  }

  @Override
  public void close() throws IOException {
    processes.reversed().forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
    temporary.close();
  }
}
