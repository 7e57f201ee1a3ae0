package dev.rawline.data.card;

import dev.rawline.imaging.frame.Described;
import java.util.List;
import java.util.Optional;

/**
 * The data card: what users must know about a data set (after Gebru et al., "Datasheets for
 * datasets", 2021, reduced to imaging).
 *
 * @param rights its licence, its authors, its citation @param contents its counts
 */
public record DataCard(
    @Described(meaning = "what the data set is called", required = true) String name,
    @Described(meaning = "what it shows", required = true) String what,
    Rights rights,
    @Described(meaning = "where it, or what it was made of, can be had") Optional<String> source,
    @Described(meaning = "what recorded it") Optional<String> camera,
    @Described(meaning = "how that camera was calibrated, or where its numbers come from")
        Optional<String> calibration,
    @Described(meaning = "the shares of the light that it was recorded in", above = 0, max = 1)
        List<Double> intensities,
    DataSetCounts contents,
    @Described(
            meaning =
                "SHA-256, 64 hexadecimal digits, of ids, labels, groups, pixels and masks, whatever"
                    + " files hold them",
            pattern = "[0-9a-f]{64}",
            required = true)
        String sha256,
    @Described(meaning = "how it was made", required = true) String made) {

  /** Copies the list. */
  public DataCard {
    intensities = List.copyOf(intensities);
  }
}
