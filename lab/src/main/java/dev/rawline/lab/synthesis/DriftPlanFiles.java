package dev.rawline.lab.synthesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.data.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** {@code drift.yaml} ↔ a plan of a drift experiment; docs/formats.md describes the file. */
public final class DriftPlanFiles {
  /** The kind of file, for its schema. */
  public static final FileKind KIND = FileKind.of("drift", DriftPlan.class);

  private static final KeyRecord<DriftPlan> KEYS = new KeyRecord<>(DriftPlan.class);

  private DriftPlanFiles() {}

  /**
   * Reads a plan.
   *
   * @throws ConfigurationException if the file is none; the message lists every mistake
   */
  public static DriftPlan read(Path file) throws ConfigurationException {
    return KEYS.read(file, KIND, Function.identity());
  }

  /**
   * Reads a plan of which flags replace some keys.
   *
   * @param file the plan; none where flags say everything
   * @param flags the values of keys, as they would stand in the file, by the names of the keys; a
   *     dot between a key and one within it, as in training.epochs
   * @throws ConfigurationException if a value, or what the file says beside it, is a mistake; the
   *     message lists all, those of a flag by its name
   */
  public static DriftPlan read(Optional<Path> file, SequencedMap<String, String> flags)
      throws ConfigurationException {
    Path name = file.orElse(Path.of("the plan"));
    return read(name, file.isPresent() ? YamlDocument.read(name) : YamlDocument.empty(), flags);
  }

  /**
   * Reads the plan of a published experiment, of which flags replace some keys.
   *
   * @throws IllegalArgumentException if another command runs it
   * @throws ConfigurationException if a value is a mistake; the message lists all
   */
  public static DriftPlan read(Preset preset, SequencedMap<String, String> flags)
      throws ConfigurationException {
    Path name = Path.of("preset " + preset.title());
    return read(name, YamlDocument.of(name, preset.plan()), flags);
  }

  private static DriftPlan read(
      Path name, YamlDocument document, SequencedMap<String, String> flags)
      throws ConfigurationException {
    for (Map.Entry<String, String> flag : flags.entrySet()) {
      String last = flag.getKey().substring(flag.getKey().lastIndexOf('.') + 1);
      document.put(name, flag.getKey(), flag.getValue(), "--" + last.replace('_', '-'));
    }
    return KEYS.read(name, document, KIND, Function.identity());
  }

  /**
   * Returns the text of a plan: every key that it says or that has a default, and its meaning; of
   * training without what the experiment decides.
   */
  public static String text(DriftPlan plan) {
    JsonNode tree = KEYS.write(plan);
    if (tree.get("training") instanceof ObjectNode training) {
      training.remove(DriftPlan.DECIDED);
    }
    return YamlText.of(KEYS, tree);
  }

  /**
   * Writes a plan.
   *
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public static void write(DriftPlan plan, Path file) throws IOException {
    AtomicFile.write(file, text(plan).getBytes(StandardCharsets.UTF_8));
  }
}
