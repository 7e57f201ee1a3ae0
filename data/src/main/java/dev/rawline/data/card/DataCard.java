package dev.rawline.data.card;

import dev.rawline.imaging.frame.Described;
import java.util.List;
import java.util.Optional;

/**
 * The data card: what users must know about a data set (after Gebru et al., "Datasheets for
 * datasets", 2021, reduced to imaging).
 *
 * @param rights its licence, its authors, its citation
 * @param contents its counts
 */
public record DataCard(
    @Described(meaning = "the name of the data set", required = true) String name,
    @Described(meaning = "the content of the data set", required = true) String what,
    Rights rights,
    @Described(meaning = "where the data set, or its source, is available") Optional<String> source,
    @Described(meaning = "the recording device") Optional<String> camera,
    @Described(meaning = "how the camera was calibrated, or the source of its parameters")
        Optional<String> calibration,
    @Described(meaning = "the intensities, relative to full light", above = 0, max = 1)
        List<Double> intensities,
    DataSetCounts contents,
    @Described(
            meaning =
                "SHA-256, 64 hexadecimal digits, of ids, labels, groups, pixels and masks,"
                    + " independent of the file format",
            pattern = "[0-9a-f]{64}",
            required = true)
        String sha256,
    @Described(meaning = "how the data set was made", required = true) String made) {

  /** Copies the list. */
  public DataCard {
    intensities = List.copyOf(intensities);
  }
}
