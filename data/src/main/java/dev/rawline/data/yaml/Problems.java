package dev.rawline.data.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems of one file, collected so that they are reported together, top to bottom. */
public final class Problems {
  private record Problem(int line, String text) {}

  private final List<Problem> found = new ArrayList<>();

  /** None yet. */
  public Problems() {}

  /** Adds one in a line, from 1. */
  public void add(int line, String text) {
    found.add(new Problem(line, text));
  }

  /**
   * Rejects the file if there is any problem.
   *
   * @throws ConfigurationException if there is one; the message lists all
   */
  public void refuse(Path file) throws ConfigurationException {
    if (!found.isEmpty()) {
      throw new ConfigurationException(
          file,
          found.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(Problem::text)
              .toList());
    }
  }
}
