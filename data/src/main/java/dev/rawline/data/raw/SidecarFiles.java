package dev.rawline.data.raw;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.RecordFile;
import dev.rawline.data.yaml.ValueTypes;
import dev.rawline.imaging.frame.SourcedValue;
import java.nio.file.Path;
import java.util.Map;

/** Sidecar of a raw file ↔ description; docs/reference/formats.md describes the file. */
public final class SidecarFiles {
  /** The files; those that are read name their source, by {@link #read}. */
  public static final RecordFile<RawDescription> FILE =
      new RecordFile<>(FileKind.of("sidecar", keys("sidecar")), keys("sidecar"));

  private SidecarFiles() {}

  private static KeyRecord<RawDescription> keys(String source) {
    return new KeyRecord<>(
        RawDescription.class,
        ValueTypes.STANDARD.withHolder(
            SourcedValue.class,
            value ->
                value.within(
                    SourcedValue.class,
                    known -> new SourcedValue<>(known, source),
                    holder -> holder.value())));
  }

  /**
   * Reads a sidecar; every value names the sidecar as its source.
   *
   * @throws ConfigurationException if the file does not describe a raw file; the message lists
   *     every problem
   */
  public static RawDescription read(Path file) throws ConfigurationException {
    return new RecordFile<>(FILE.kind(), keys("sidecar " + file.getFileName())).read(file);
  }

  /**
   * Returns the description of the keys and values of a sidecar.
   *
   * @param source where they are; every value names it as its source
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static RawDescription ofKeys(Map<String, Object> keys, String source) {
    return new RecordFile<>(FILE.kind(), keys(source)).ofValues(keys);
  }
}
