package dev.rawline.data.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A published data set that has a name here.
 *
 * <p>Both are parts of one Zenodo record: Oala, Aversa et al., "Data Models for Dataset Drift
 * Controls in Machine Learning With Optical Images", Transactions on Machine Learning Research,
 * 2023. The record's own list lists the files; those of a data set are identified by the words in
 * their names.
 *
 * @param name the name that users type
 * @param what its content, in one line for the user
 * @param location the record
 * @param words a file of the record belongs to the data set if its name contains one of these, in
 *     any case
 * @param licence its SPDX identifier
 * @param citation the citation for results that use the data set
 */
public record PublishedDataSet(
    String name,
    String what,
    Location.Zenodo location,
    List<String> words,
    String licence,
    String citation) {
  private static final Location.Zenodo RECORD = new Location.Zenodo(5_235_536);
  private static final String LICENCE = "CC-BY-4.0";
  private static final String CITATION =
      "Luis Oala, Marco Aversa, Gabriel Nobis, Kurt Willis, Yoan Neuenschwander, Michèle Buck,"
          + " Christian Matek, Jérôme Extermann, Enrico Pomarico, Wojciech Samek, Roderick"
          + " Murray-Smith, Christoph Clausen, Bruno Sanguinetti: Data Models for Dataset Drift"
          + " Controls in Machine Learning With Optical Images. Transactions on Machine Learning"
          + " Research, 2023. Data: https://doi.org/10.5281/zenodo.5235536";

  /** Bright-field microscopy of leukocytes, for classification. */
  public static final PublishedDataSet RAW_MICROSCOPY =
      new PublishedDataSet(
          "raw-microscopy",
          "raw microscopy of leukocytes, 940 samples in nine classes, at seven intensities",
          RECORD,
          List.of("microscop", "histopathology", "whitecells", "ma190c"),
          LICENCE,
          CITATION);

  /** Aerial photographs with masks of cars, for segmentation. */
  public static final PublishedDataSet RAW_DRONE =
      new PublishedDataSet(
          "raw-drone",
          "raw aerial photographs of 3648×5472 px with masks of cars, at seven intensities",
          RECORD,
          List.of("drone"),
          LICENCE,
          CITATION);

  /** All of them. */
  public static final List<PublishedDataSet> ALL = List.of(RAW_MICROSCOPY, RAW_DRONE);

  /** Copies the list. */
  public PublishedDataSet {
    words = List.copyOf(words);
  }

  /** Returns the data set of a name, if it is a known one. */
  public static Optional<PublishedDataSet> of(String name) {
    return ALL.stream().filter(known -> known.name.equals(name)).findFirst();
  }

  /** Returns their names with commas between them. */
  public static String names() {
    return String.join(", ", ALL.stream().map(PublishedDataSet::name).toList());
  }

  /** Returns whether a file of the record belongs to the data set. */
  boolean holds(String file) {
    String lower = file.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(lower::contains);
  }
}
