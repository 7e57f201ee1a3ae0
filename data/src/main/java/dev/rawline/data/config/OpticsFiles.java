package dev.rawline.data.config;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.optics.MeasuredSpread;
import dev.rawline.imaging.optics.OpticsSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** {@code optics.yaml} ↔ optics; docs/reference/formats.md describes the file. */
public final class OpticsFiles {
  private static final KeyRecord<OpticsKeys> KEYS = new KeyRecord<>(OpticsKeys.class);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private OpticsFiles() {}

  /**
   * Reads optics; a measured point spread is looked for in the file's own folder.
   *
   * @throws ConfigurationException if the file does not describe any; the message lists every
   *     mistake
   */
  public static OpticsSpec read(Path file) throws ConfigurationException {
    return KEYS.read(
        file, DescriptionKind.OPTICS, keys -> keys.toSpec(file.toAbsolutePath().getParent()));
  }

  /** Returns what the file of optics says, by its keys: an object of JSON. */
  public static Map<String, Object> keys(OpticsSpec optics) {
    return MAPPER.convertValue(
        KEYS.write(OpticsKeys.of(optics, "optics.point_spread.npy")),
        new TypeReference<Map<String, Object>>() {});
  }

  /**
   * Writes optics; a measured point spread is written beside the file, into {@code
   * <name>.point_spread.npy}, in double precision.
   *
   * @throws IOException if a file cannot be written; the message says why and what to do
   */
  public static void write(OpticsSpec optics, Path file) throws IOException {
    SequencedMap<Path, byte[]> contents = new LinkedHashMap<>();
    Path kernel = ArrayFile.beside(file, "point_spread");
    if (optics.pointSpread() instanceof MeasuredSpread measured) {
      contents.put(kernel, KernelFile.bytes(measured));
    }
    contents.put(
        file,
        YamlText.of(KEYS, OpticsKeys.of(optics, kernel.getFileName().toString()))
            .getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(contents);
  }
}
