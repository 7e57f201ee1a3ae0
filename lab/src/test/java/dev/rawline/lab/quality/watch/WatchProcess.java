package dev.rawline.lab.quality.watch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A program that watches, for tests that end it in the middle. It prints on a line of its own what
 * it begins to check and what is written to the journal.
 */
final class WatchProcess {
  private WatchProcess() {}

  /**
   * Runs.
   *
   * @param arguments the folder, the folder of the state, "run" or "once", and how many letters the
   *     findings of each file have besides its text
   */
  @SuppressWarnings("SystemOut") // a program for tests
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    WatchSettings settings =
        new WatchSettings(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            true,
            Duration.ofMillis(20),
            Duration.ofHours(1));
    try (WatchLoop watch = WatchLoop.open(settings)) {
      watch.run(
          inspector(out, Integer.parseInt(arguments[3])),
          listener(out),
          arguments[2].equals("once"));
    } catch (IOException e) {
      out.println("failed: " + e.getMessage());
    }
    out.flush();
  }

  private static FileInspector inspector(PrintStream out, int letters) {
    return new TextFileInspector() {
      @Override
      public FileVerdict judge(IncomingFile arrival, SequencedMap<String, Object> state)
          throws IOException {
        out.println("begins " + arrival.name());
        FileVerdict verdict = super.judge(arrival, state);
        SequencedMap<String, Object> findings = new LinkedHashMap<>(verdict.findings());
        findings.put("more", "x".repeat(letters));
        return new FileVerdict(findings, verdict.state());
      }
    };
  }

  private static WatchListener listener(PrintStream out) {
    return new WatchListener() {
      @Override
      public void begins(long entries) {
        out.println("knows " + entries);
      }

      @Override
      public void enters(JournalEntry entry) {
        out.println("entered " + entry.name());
      }

      @Override
      public void note(String note) {
        out.println("note " + note);
      }
    };
  }

  /**
   * Starts the program.
   *
   * @param output the file to which it prints
   * @param before words that may limit what it may do
   */
  static Process start(Path output, List<String> before, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(before);
    words.add(ProcessHandle.current().info().command().orElseThrow());
    words.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(WatchProcess.class.getName());
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(output.toFile())
        .start();
  }
}
