package dev.rawline.workbench.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Graphs of steps for tests. */
final class TextSteps {
  private TextSteps() {}

  /** Returns a step of one setting that takes one thread. */
  static TextStep of(String name, TextStep.Between between, TextStep... needs) {
    return new TextStep(
        name, settings("value", name), List.of(needs), new Step.Cost(1, 0), between);
  }

  static SequencedMap<String, String> settings(String... namesAndValues) {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }

  /**
   * Returns a random graph, with each step after those that it needs. They are called "step 0",
   * "step 1" and so on, and differ by their settings; they take 1 to 3 threads and 0 to 9 bytes.
   */
  static List<TextStep> random(Random random, int steps, TextStep.Between between) {
    List<TextStep> all = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      List<TextStep> needs = new ArrayList<>();
      for (TextStep earlier : all) {
        if (random.nextInt(3) == 0) {
          needs.add(earlier);
        }
      }
      all.add(
          new TextStep(
              "step " + i,
              settings("number", String.valueOf(i)),
              needs,
              new Step.Cost(1 + random.nextInt(3), random.nextInt(10)),
              between));
    }
    return all;
  }

  /** Returns the content of all files that the steps of a store wrote, by their names. */
  static Map<String, String> files(Path store) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> inside = Files.walk(store)) {
      for (Path file : inside.filter(Files::isRegularFile).toList()) {
        String name = store.relativize(file).toString();
        if (name.contains("/files/")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    return files;
  }
}
