package dev.rawline.data.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.card.Rights;
import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.set.DataSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The description of the data set in every shard, from which the index can be rebuilt.
 *
 * @param format {@value #FORMAT}
 * @param version {@value #VERSION}
 * @param name the name of the data set
 * @param licence its licence; empty if unknown
 * @param attribution its authors
 * @param citation its citation
 * @param sensor the text of its {@code sensor.yaml}
 * @param camera the text of its {@code camera.yaml}
 * @param samples the number of samples of all shards
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PackedDescription(
    String format,
    int version,
    String name,
    String licence,
    String attribution,
    String citation,
    String sensor,
    String camera,
    int samples) {
  static final String FORMAT = "rawline-packed";
  static final int VERSION = 1;

  /** Returns whether this program reads this format and version. */
  boolean isReadable() {
    return FORMAT.equals(format) && version == VERSION;
  }

  /** Describes a data set. */
  static PackedDescription of(DataSet set) throws IOException {
    Optional<Path> camera = set.camera();
    Optional<Path> sensor = set.sensor();
    return new PackedDescription(
        FORMAT,
        VERSION,
        set.name(),
        set.rights().licence().orElse(null),
        set.rights().attribution().orElse(null),
        set.rights().citation().orElse(null),
        sensor.isPresent() ? BoundedFile.wholeText(sensor.get()) : null,
        camera.isPresent() ? BoundedFile.wholeText(camera.get()) : null,
        set.samples().size());
  }

  /** Returns the texts of the files that stand beside the shards, by their names. */
  SequencedMap<String, String> besides() {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    texts.put(PackedDataSet.SENSOR, sensor);
    texts.put(DataSet.CAMERA, camera);
    texts.values().removeIf(Objects::isNull);
    return texts;
  }

  Rights rights() {
    return new Rights(
        Optional.ofNullable(licence),
        Optional.ofNullable(attribution),
        Optional.ofNullable(citation));
  }
}
