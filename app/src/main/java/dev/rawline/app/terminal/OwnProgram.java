package dev.rawline.app.terminal;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How this program starts itself in another process: by the same Java, options and classes, or,
 * where it was packaged without Java's own command, by its launcher.
 */
public final class OwnProgram {
  /** By its name: what starts the commands knows all of them, and they must not know it. */
  private static final String MAIN = "dev.rawline.app.Main";

  private static final String COLUMNS = "-Drawline.columns=";

  /** The classes without those of a cluster, where the launcher has added these. */
  private static final String CLASSES = "rawline.classpath";

  /** The cache with which these start faster, if there is one; it is of no use to more classes. */
  private static final String CACHE = "rawline.cache";

  /** What a cluster has given to this process alone. */
  private static final String SPARK = "-Dspark.";

  private OwnProgram() {}

  /**
   * Returns its words, before those of a command, for a program that reads what it prints and shows
   * it: so it shows its progress as on a terminal, several times a second.
   *
   * @param columns the width of lines
   * @return none where its words are not known
   */
  public static List<String> words(int columns) {
    return words(List.of(COLUMNS + columns));
  }

  /** Returns its words, before those of a command; none where they are not known. */
  public static List<String> words() {
    return words(List.of());
  }

  private static List<String> words(List<String> options) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (!Files.isExecutable(java)) {
      Optional<String> launcher = ProcessHandle.current().info().command();
      return launcher.stream().toList();
    }
    List<String> words = new ArrayList<>();
    words.add(java.toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            option ->
                Stream.of(COLUMNS, "-D" + CLASSES, "-D" + CACHE, SPARK)
                    .noneMatch(option::startsWith))
        .forEach(words::add);
    String cache = System.getProperty(CACHE);
    if (cache != null) { // where it is missing or another build's, Java need not say so
      words.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off"));
    }
    words.addAll(options);
    String classes = System.getProperty(CLASSES, System.getProperty("java.class.path"));
    words.addAll(List.of("-cp", classes, MAIN));
    return words;
  }
}
