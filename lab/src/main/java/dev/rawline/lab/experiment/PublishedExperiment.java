package dev.rawline.lab.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The published experiments, by the names that they have there. */
public enum PublishedExperiment {
  /** Trains the models of the drift experiment. */
  DRIFT_TRAIN(
      "1 Controlled synthesis of hardware-drift test cases (Train)", "drift", "1-drift-train.yaml"),

  /** Tests the models of the drift experiment, and trains those that are not there yet. */
  DRIFT_TEST(
      "1 Controlled synthesis of hardware-drift test cases (Test)", "drift", "1-drift-test.yaml"),

  /** Which camera settings a trained model tolerates. */
  FORENSICS("2 Modular hardware-drift forensics", "forensics", "2-forensics.yaml"),

  /** A data model that is learned together with the task model, on cells. */
  MICROSCOPY(
      "3 Image processing customization (Microscopy)", "optimize", "3-optimize-microscopy.yaml"),

  /** A data model that is learned together with the task model, on aerial photographs. */
  DRONE("3 Image processing customization (Drone)", "optimize", "3-optimize-drone.yaml");

  private final String title;
  private final String command;
  private final String file;

  PublishedExperiment(String title, String command, String file) {
    this.title = title;
    this.command = command;
    this.file = file;
  }

  /** Returns its name. */
  public String title() {
    return title;
  }

  /** Returns the command that runs it. */
  public String command() {
    return command;
  }

  /**
   * Returns the text of its plan.
   *
   * @param user the command that runs it
   * @throws IllegalArgumentException if another command runs it
   */
  public String plan(String user) {
    if (!command.equals(user)) {
      throw new IllegalArgumentException(
          "preset '%s' belongs to command %s, not to %s: expected a preset of %s: %s"
              .formatted(title, command, user, user, titles(user)));
    }
    try (InputStream in =
        PublishedExperiment.class.getResourceAsStream("/rawline/presets/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the preset of a name.
   *
   * @param user the command that runs it
   * @throws IllegalArgumentException if there is none; the message lists those of the command
   */
  public static PublishedExperiment of(String name, String user) {
    return Arrays.stream(values())
        .filter(preset -> preset.title.equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown preset '%s': expected one of %s".formatted(name, titles(user))));
  }

  private static String titles(String command) {
    return Arrays.stream(values())
        .filter(preset -> preset.command.equals(command))
        .map(preset -> "'" + preset.title + "'")
        .collect(Collectors.joining(", "));
  }
}
