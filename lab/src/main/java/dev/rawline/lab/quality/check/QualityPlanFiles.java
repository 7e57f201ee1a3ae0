package dev.rawline.lab.quality.check;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * {@code quality.yaml} ↔ a plan of quality control; docs/reference/formats.md describes the file.
 */
public final class QualityPlanFiles {
  /** The kind of file, for its schema. */
  public static final FileKind KIND = FileKind.of("quality", QualityPlan.class);

  private static final KeyRecord<QualityPlan> KEYS = new KeyRecord<>(QualityPlan.class);

  private QualityPlanFiles() {}

  /**
   * Reads a plan of which flags replace some keys.
   *
   * @param file the plan; none where flags have all keys
   * @param flags the values of keys, as they would be in the file, by the names of the keys
   * @throws ConfigurationException if a value, or another one of the file, is a mistake; the
   *     message lists all, those of a flag by its name
   */
  public static QualityPlan read(Optional<Path> file, SequencedMap<String, String> flags)
      throws ConfigurationException {
    Path name = file.orElse(Path.of("the plan"));
    YamlDocument document = file.isPresent() ? YamlDocument.read(name) : YamlDocument.empty();
    for (Map.Entry<String, String> flag : flags.entrySet()) {
      document.put(name, flag.getKey(), flag.getValue(), ExperimentPlanFiles.flag(flag.getKey()));
    }
    return KEYS.read(name, document, KIND);
  }

  /** Returns the text of a plan: every key that it has or that has a default, and its meaning. */
  public static String text(QualityPlan plan) {
    return YamlText.of(KEYS, plan);
  }

  /** Returns the plan's keys and values. */
  public static SequencedMap<String, String> parameters(QualityPlan plan) {
    return KEYS.texts(plan);
  }

  /**
   * Writes a plan.
   *
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public static void write(QualityPlan plan, Path file) throws IOException {
    AtomicFile.write(file, text(plan).getBytes(StandardCharsets.UTF_8));
  }
}
