package dev.rawline.workbench.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A program that uses a lab book, for tests that end it in the middle. It prints a line for each
 * part of a run, as soon as the book has stored it.
 */
final class BookProcess {
  private static final String WRITES = "write";

  private BookProcess() {}

  /**
   * Runs the program.
   *
   * @param arguments "open PLACE", "list PLACE", "fill PLACE" for large runs until one fails, or
   *     "write PLACE WRITER COUNT [ARTEFACTS]" for COUNT runs
   */
  @SuppressWarnings("SystemOut") // a program for tests
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    try (LabBook book =
        LabBook.open(
            BookLocation.parse(
                arguments[1],
                arguments.length > 4 ? Optional.of(Path.of(arguments[4])) : Optional.empty()))) {
      switch (arguments[0]) {
        case "open" -> out.println("opened");
        case "list" ->
            book.runs(RunFilter.ALL)
                .runs()
                .forEach(
                    run ->
                        out.println(
                            "%d %s %s".formatted(run.number(), run.name(), run.state().word())));
        case "fill" -> {
          for (int i = 0; true; i++) {
            RunLog run = book.begin(Samples.start("fill-" + i));
            out.println("run " + run.id() + " fill-" + i);
            run.parameters(Map.of("i", String.valueOf(i), "large", "x".repeat(1 << 20)));
            out.println("parameters " + run.id());
          }
        }
        default -> write(book, arguments[2], Integer.parseInt(arguments[3]), out);
      }
    } catch (UnusableBookException e) {
      out.println("refused: " + e.getMessage());
    } catch (IOException e) {
      out.println("failed: " + e.getMessage());
    }
    out.flush();
  }

  private static void write(LabBook book, String writer, int count, PrintStream out)
      throws IOException {
    Path file = Files.createTempFile("rawline-book", ".txt");
    for (int i = 0; i < count; i++) {
      String name = writer + "-" + i;
      RunLog run = book.begin(Samples.start(name));
      out.println("run " + run.id() + " " + name);
      run.parameters(Map.of("i", String.valueOf(i)));
      out.println("parameters " + run.id());
      run.metrics(List.of(new RunLog.Measured("loss", 1, i), new RunLog.Measured("loss", 2, i)));
      out.println("metrics " + run.id());
      // More than a page, so that a partial write is detected.
      run.artefact("text", Files.writeString(file, (name + "\n").repeat(2000)));
      out.println("artefact " + run.id() + " " + name);
      run.cells(List.of(new RunLog.Cell("a", "b", "", 0, 1, "accuracy", i)));
      out.println("cells " + run.id());
      run.end(RunState.FINISHED);
      out.println("end " + run.id());
    }
    Files.delete(file);
  }

  /** Starts a program; the words before it may restrict its rights. */
  static Process start(List<String> before, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(before);
    words.add(ProcessHandle.current().info().command().orElseThrow());
    words.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.add("--enable-native-access=ALL-UNNAMED");
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(BookProcess.class.getName());
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Returns the output of a program. */
  static List<String> output(List<String> before, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(before, arguments);
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    process.waitFor();
    return lines;
  }

  static Process writer(String place, String name, int count, Path artefacts) throws IOException {
    return start(List.of(), WRITES, place, name, String.valueOf(count), artefacts.toString());
  }

  /** Requires that a book is consistent and contains all that programs reported as written. */
  static void assertConsistent(BookLocation place, List<String> lines) throws Exception {
    if (place instanceof BookLocation.Folder folder) {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.file());
          ResultSet check = connection.createStatement().executeQuery("pragma integrity_check")) {
        assertThat(check.getString(1)).isEqualTo("ok");
      }
    }
    try (LabBook book = LabBook.openExisting(place)) {
      Set<String> names = new HashSet<>();
      for (RunSummary run : book.runs(RunFilter.ALL).runs()) {
        assertThat(names.add(run.name())).as("no run is there twice").isTrue();
      }
      for (String line : lines) {
        assertIsThere(book, line.split(" ", -1));
      }
      assertArtefactsAreWhole(place);
    }
  }

  private static void assertIsThere(LabBook book, String[] words) throws IOException {
    if (!words[0].matches("run|parameters|metrics|artefact|cells|end")) {
      return;
    }
    long number = Long.parseLong(words[1]);
    RunRecord run = book.run(number);
    switch (words[0]) {
      case "run" -> assertThat(run.run().name()).isEqualTo(words[2]);
      case "parameters" -> assertThat(run.run().name()).endsWith("-" + run.parameters().get("i"));
      case "metrics" -> assertThat(book.metrics(number)).hasSize(2);
      case "artefact" ->
          assertThat(book.artefact(number, "text"))
              .content()
              .isEqualTo((words[2] + "\n").repeat(2000));
      case "cells" -> assertThat(book.cells(number)).hasSize(1);
      default -> assertThat(run.run().state()).isEqualTo(RunState.FINISHED);
    }
  }

  private static void assertArtefactsAreWhole(BookLocation place) throws IOException {
    ArtefactStore store = new ArtefactStore(place.artefacts());
    if (!Files.isDirectory(store.folder())) {
      return;
    }
    try (Stream<Path> all = Files.walk(store.folder())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".")) {
          assertThat(store.isWhole(new RunRecord.Artefact(name, Files.size(file)))).isTrue();
        }
      }
    }
  }
}
