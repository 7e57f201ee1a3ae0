package dev.rawline.lab.dataset;

import dev.rawline.data.card.CardText;
import dev.rawline.data.card.DataCard;
import dev.rawline.data.card.DataSetCounts;
import dev.rawline.data.card.Rights;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a command knows of the data set that it made, from which its card follows: {@code card.yaml}
 * and the same as text, {@code README.md}.
 *
 * @param name what the data set is called
 * @param what what it shows, in a sentence
 * @param rights its licence, its makers, what to cite
 * @param source where it, or what it was made of, can be had
 * @param camera what recorded it
 * @param calibration how that camera was calibrated, or where its numbers come from
 * @param made how it was made
 */
public record DataSetCard(
    String name,
    String what,
    Rights rights,
    Optional<String> source,
    Optional<String> camera,
    Optional<String> calibration,
    String made) {

  /**
   * Returns the card of a data set derived from another one.
   *
   * @param source the card of that, if it has one
   * @param what what it shows, where that has no card
   * @param more what else it shows, in further sentences; may be empty
   */
  public static DataSetCard derived(
      String name,
      Optional<DataCard> source,
      String what,
      String more,
      Rights rights,
      String made) {
    return new DataSetCard(
        name,
        source.map(DataCard::what).orElse(what) + more,
        rights,
        source.flatMap(DataCard::source),
        source.flatMap(DataCard::camera),
        source.flatMap(DataCard::calibration),
        made);
  }

  /**
   * Opens the data set in a folder as any user would, counts and sums it, and writes its card.
   *
   * @param further further sections of the page, in Markdown; may be empty
   * @throws IOException if it cannot be read or written; the message states the reason and the
   *     remedy
   */
  public DataCard write(Path folder, String further) throws IOException {
    DataCard card = of(DataSets.open(folder));
    DescriptionFiles.CARD.write(card, folder.resolve(DescriptionFiles.CARD.name()));
    AtomicFile.write(
        folder.resolve("README.md"), CardText.of(card, further).getBytes(StandardCharsets.UTF_8));
    return card;
  }

  /**
   * Returns the card in a data set's folder, if there is one.
   *
   * @throws IOException if it has mistakes
   */
  public static Optional<DataCard> in(Path folder) throws IOException {
    Path file = folder.resolve(DescriptionFiles.CARD.name());
    return Files.isRegularFile(file)
        ? Optional.of(DescriptionFiles.CARD.read(file))
        : Optional.empty();
  }

  private DataCard of(DataSet dataSet) throws IOException {
    List<Sample> samples = dataSet.samples();
    DataSetCounts contents =
        new DataSetCounts(
            samples.size(),
            (int) samples.stream().map(Sample::group).distinct().count(),
            (int) samples.stream().filter(sample -> sample.label().mask().isPresent()).count(),
            dataSet.counts());
    return new DataCard(
        name,
        what,
        rights,
        source,
        camera,
        calibration,
        samples.stream()
            .map(Sample::intensity)
            .distinct()
            .sorted((one, other) -> Double.compare(other, one))
            .toList(),
        contents,
        dataSet.hash(),
        made);
  }
}
