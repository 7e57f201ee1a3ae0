package dev.rawline.data.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.card.Rights;
import dev.rawline.data.set.DataSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What every shard records of its data set, so that the index can be made of the shards alone.
 *
 * @param format {@value #FORMAT}
 * @param version {@value #VERSION}
 * @param name what the data set is called
 * @param licence its licence; absent where it is not known
 * @param attribution who made it
 * @param citation what to cite
 * @param sensor the text of its {@code sensor.yaml}
 * @param samples how many samples all shards have together
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
    int samples) {
  static final String FORMAT = "rawline-packed";
  static final int VERSION = 1;

  /** Describes a data set. */
  static PackedDescription of(DataSet set) throws IOException {
    Optional<Path> sensor = set.sensor();
    return new PackedDescription(
        FORMAT,
        VERSION,
        set.name(),
        set.rights().licence().orElse(null),
        set.rights().attribution().orElse(null),
        set.rights().citation().orElse(null),
        sensor.isPresent() ? Files.readString(sensor.get(), StandardCharsets.UTF_8) : null,
        set.samples().size());
  }

  Rights rights() {
    return new Rights(
        Optional.ofNullable(licence),
        Optional.ofNullable(attribution),
        Optional.ofNullable(citation));
  }
}
