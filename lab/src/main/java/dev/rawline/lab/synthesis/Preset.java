package dev.rawline.lab.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The published experiments, by the names that they have there. */
public enum Preset {
  /** Trains the models of the drift experiment. */
  DRIFT_TRAIN("1 Controlled synthesis of hardware-drift test cases (Train)", "1-drift-train.yaml"),

  /** Tests the models of the drift experiment, and trains those that are not there yet. */
  DRIFT_TEST("1 Controlled synthesis of hardware-drift test cases (Test)", "1-drift-test.yaml"),

  /** Which camera settings a trained model tolerates. */
  FORENSICS("2 Modular hardware-drift forensics", "forensics"),

  /** A data model that is learned together with the task model, on cells. */
  MICROSCOPY("3 Image processing customization (Microscopy)", "optimize"),

  /** A data model that is learned together with the task model, on aerial photographs. */
  DRONE("3 Image processing customization (Drone)", "optimize");

  private static final String FILE = ".yaml";

  private final String title;
  private final String source;

  Preset(String title, String source) {
    this.title = title;
    this.source = source;
  }

  /** Returns its name. */
  public String title() {
    return title;
  }

  /** Returns the command that runs it, where that is another one than drift. */
  public Optional<String> command() {
    return source.endsWith(FILE) ? Optional.empty() : Optional.of(source);
  }

  /**
   * Returns the text of its plan.
   *
   * @throws IllegalArgumentException if another command runs it
   */
  public String plan() {
    if (command().isPresent()) {
      throw new IllegalArgumentException(
          "preset '%s' comes with %s, another command than drift: choose one of drift's, %s"
              .formatted(title, source, titles()));
    }
    try (InputStream in = Preset.class.getResourceAsStream("presets/" + source)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the preset of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those of drift
   */
  public static Preset of(String name) {
    return Arrays.stream(values())
        .filter(preset -> preset.title.equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no preset '%s': expected one of %s".formatted(name, titles())));
  }

  private static String titles() {
    return Arrays.stream(values())
        .filter(preset -> preset.command().isEmpty())
        .map(preset -> "'" + preset.title + "'")
        .collect(Collectors.joining(", "));
  }
}
