package dev.rawline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.terminal.OwnProgram;
import dev.rawline.workbench.output.Provenance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Rawline's commands, each a process of its own.
 *
 * @param folder where they run
 * @param machine on which machine
 * @param options further options of Java
 * @param environment further variables
 */
record Program(
    Path folder,
    StandaloneCluster.Machine machine,
    List<String> options,
    Map<String, String> environment) {

  /**
   * How a command ended.
   *
   * @param code its exit code
   * @param text what it printed
   */
  record Ended(int code, String text) {}

  /** Commands on this machine. */
  Program(Path folder) {
    this(folder, StandaloneCluster.Machine.THIS, List.of(), Map.of());
  }

  /** Returns the same with further options of Java. */
  Program with(String... more) {
    return new Program(folder, machine, List.of(more), environment);
  }

  /** Runs a command to its end; what receives its lines gets its process, too. */
  Ended run(BiConsumer<Process, String> lines, String... words)
      throws IOException, InterruptedException {
    List<String> own = new ArrayList<>(OwnProgram.words());
    own.addAll(1, List.of(JavaModuleOptions.defaultModuleOptionArray()));
    own.addAll(own.size() - 1, options);
    List<String> command = new ArrayList<>(machine.prefix());
    command.addAll(own);
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("RAWLINE_LAB", folder.resolve("labbook").toString());
    variables.put("SPARK_LOCAL_IP", machine.address());
    builder.environment().putAll(variables);
    Process process = builder.start();
    StringBuilder text = new StringBuilder();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        text.append(line).append('\n');
        lines.accept(process, line);
      }
    }
    return new Ended(process.waitFor(), text.toString());
  }

  /** Runs a command that succeeds, and returns what it printed. */
  String succeed(Consumer<String> lines, String... words) throws IOException, InterruptedException {
    Ended ended = run((_, line) -> lines.accept(line), words);
    assertThat(ended.code()).as(ended.text()).isZero();
    return ended.text();
  }

  /** Returns the checksum of every file below a folder. */
  SequencedMap<String, String> sums(String name) throws IOException {
    SequencedMap<String, String> sums = new TreeMap<>();
    Path top = folder.resolve(name);
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sums.put(top.relativize(file).toString(), Provenance.sum(file));
      }
    }
    return sums;
  }
}
