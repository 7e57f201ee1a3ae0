package dev.rawline.lab.quality.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which folder is watched, and when a file in it is taken for complete.
 *
 * @param folder the folder, which must exist; folders in it are not looked into
 * @param state the folder that holds the journal, for this watched folder alone; made if it does
 *     not exist
 * @param existing whether files present when the folder is first watched are checked too
 * @param quiet how long size and time of change must stay the same before a file is looked at, 10
 *     ms to 1 minute
 * @param patience how long a file that cannot be read as a whole may stay unchanged before it is
 *     rejected; not less than the quiet time
 */
public record WatchSettings(
    Path folder, Path state, boolean existing, Duration quiet, Duration patience) {
  /** How long a file must be quiet by default. */
  public static final Duration QUIET = Duration.ofMillis(300);

  /** How long a file may be unreadable by default. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration LEAST_QUIET = Duration.ofMillis(10);
  private static final Duration MOST_QUIET = Duration.ofMinutes(1);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if they do not fit; the message lists all problems
   */
  public WatchSettings {
    folder = folder.toAbsolutePath().normalize();
    state = state.toAbsolutePath().normalize();
    List<String> wrong = new ArrayList<>();
    if (state.equals(folder)) {
      wrong.add(
          "the journal would be among the watched files in %s: choose another folder for it, which may be a subfolder"
              .formatted(folder));
    }
    if (quiet.compareTo(LEAST_QUIET) < 0 || quiet.compareTo(MOST_QUIET) > 0) {
      wrong.add("the quiet time is %s ms: expected 10 to 60000 ms".formatted(quiet.toMillis()));
    }
    if (patience.compareTo(quiet) < 0) {
      wrong.add(
          "patience ends after %s ms: expected at least the quiet time, %s ms"
              .formatted(patience.toMillis(), quiet.toMillis()));
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", wrong));
    }
  }
}
