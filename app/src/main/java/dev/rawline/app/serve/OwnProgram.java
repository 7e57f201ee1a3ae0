package dev.rawline.app.serve;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How this program starts itself in another process: by the same Java, options and classes, or,
 * where it was packaged without Java's own command, by its launcher.
 *
 * <p>What it then prints is read by a program that shows it: so it shows its progress as on a
 * terminal, several times a second.
 */
final class OwnProgram {
  /** By its name: what starts the commands knows all of them, and they must not know it. */
  private static final String MAIN = "dev.rawline.app.Main";

  private static final String COLUMNS = "-Drawline.columns=";
  private static final int WIDTH = 110;

  private OwnProgram() {}

  /** Returns its words, before those of a command; none where that is not known. */
  static List<String> words() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (!Files.isExecutable(java)) {
      Optional<String> launcher = ProcessHandle.current().info().command();
      return launcher.stream().toList();
    }
    List<String> words = new ArrayList<>();
    words.add(java.toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith(COLUMNS))
        .forEach(words::add);
    words.add(COLUMNS + WIDTH);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    return words;
  }
}
