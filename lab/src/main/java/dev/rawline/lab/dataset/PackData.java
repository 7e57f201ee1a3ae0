package dev.rawline.lab.dataset;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.pack.DataSetPacker;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A data set → few files that are read as fast as memory ({@link DataSetPacker}).
 *
 * @param source the data set's folder
 * @param reading how the folder is read as a data set
 * @param folder where shards go, made if it does not exist
 * @param shardBytes the most bytes of a shard, unless one sample alone needs more
 * @param threads how many threads read
 */
public record PackData(
    Path source, DataSetOptions reading, Path folder, long shardBytes, int threads) {

  /**
   * Packs the data set, or what of it is not packed yet.
   *
   * @throws IllegalArgumentException if the folder lies in the data set, or shards have no room;
   *     the message states what was expected
   * @throws dev.rawline.data.file.RejectedFileException if a sample cannot be read, or the folder
   *     holds something else
   * @throws IOException if it cannot be written; the message states the reason and the remedy
   */
  public DataSetPacker.PackSummary run(Progress progress) throws IOException {
    if (folder.toAbsolutePath().normalize().startsWith(source.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "%s is inside the data set itself: choose a folder next to it".formatted(folder));
    }
    DataSet set = DataSets.open(source, reading);
    try (FolderLock _ = FolderLock.take(folder)) {
      if (!Files.exists(folder.resolve(DataSetPacker.RECORD))) {
        OutputFiles.requireFree(
            folder, List.of(DescriptionFiles.CARD.name(), "README.md"), "data pack");
      }
      Progress packing = progress.begin("samples", set.samples().size());
      DataSetPacker.PackSummary packed =
          new DataSetPacker(set, folder, shardBytes, Map.of("rawline", Version.CURRENT), threads)
              .run(sample -> packing.begin(sample.picture().name(), 0).end(""));
      card(set, DataSetCard.in(source)).write(folder, "");
      return packed;
    }
  }

  /** What is packed is the same data set in another container: nothing of it changes. */
  private static DataSetCard card(DataSet set, Optional<DataCard> card) {
    String packed = "packed by rawline data pack";
    return DataSetCard.derived(
        set.name(),
        card,
        "Samples of %s.".formatted(set.name()),
        "",
        set.rights(),
        card.map(known -> known.made() + "; " + packed).orElse(packed));
  }
}
