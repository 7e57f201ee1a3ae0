package dev.rawline.learning.plan;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyDescription;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.data.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** {@code train.yaml} ↔ a training plan; docs/reference/formats.md describes the file. */
public final class TrainingPlanFiles {
  /** The kind of file, for its schema. */
  public static final FileKind KIND = FileKind.of("train", TrainingPlan.class);

  static final KeyRecord<TrainingPlan> KEYS = new KeyRecord<>(TrainingPlan.class);

  private TrainingPlanFiles() {}

  /** Returns the descriptions of all keys, in the order of the file. */
  public static List<KeyDescription> keys() {
    return KEYS.descriptions();
  }

  /**
   * Reads a plan.
   *
   * @throws ConfigurationException if the file is none; the message lists every mistake
   */
  public static TrainingPlan read(Path file) throws ConfigurationException {
    return KEYS.read(file, KIND);
  }

  /**
   * Reads a plan of which flags replace some keys.
   *
   * @param file the plan; none where flags give everything
   * @param flags the values of keys, as in the file, by the names of the keys
   * @throws ConfigurationException if a value, or another one of the file, is wrong; the message
   *     lists all, those of a flag by its name
   */
  public static TrainingPlan read(Optional<Path> file, SequencedMap<String, String> flags)
      throws ConfigurationException {
    Path name = file.orElse(Path.of("the plan"));
    YamlDocument document = file.isPresent() ? YamlDocument.read(name) : YamlDocument.empty();
    for (Map.Entry<String, String> flag : flags.entrySet()) {
      document.put(name, flag.getKey(), flag.getValue(), "--" + flag.getKey().replace('_', '-'));
    }
    return KEYS.read(name, document, KIND);
  }

  /** Returns the text of a plan: every key that is set or has a default, and its meaning. */
  public static String text(TrainingPlan plan) {
    return YamlText.of(KEYS, plan);
  }

  /**
   * Writes a plan.
   *
   * @throws IOException if the file cannot be written; the message gives the reason and the remedy
   */
  public static void write(TrainingPlan plan, Path file) throws IOException {
    AtomicFile.write(file, text(plan).getBytes(StandardCharsets.UTF_8));
  }
}
