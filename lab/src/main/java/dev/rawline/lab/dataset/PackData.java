package dev.rawline.lab.dataset;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.pack.DataSetPacker;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.share.SharedItems;
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
  private static final String SPREAD = ".spread.json";

  /**
   * Packs the data set, or what of it is not packed yet.
   *
   * @throws IllegalArgumentException if the folder lies in the data set, or shards have no room;
   *     the message states what was expected
   * @throws dev.rawline.data.file.RejectedFileException if a sample cannot be read, or the folder
   *     holds something else
   * @throws IOException if it cannot be written; the message states the reason and the remedy
   * @throws dev.rawline.workbench.share.ShareDoneException if this process does a share of it
   */
  public DataSetPacker.PackSummary run(Progress progress) throws IOException {
    if (folder.toAbsolutePath().normalize().startsWith(source.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "%s is inside the data set itself: choose a folder next to it".formatted(folder));
    }
    DataSet set = DataSets.open(source, reading);
    if (Share.isPart()) {
      spread(packer(set), set, JsonRecords.read(folder.resolve(SPREAD), Spread.class), progress);
    }
    try (FolderLock _ = FolderLock.take(folder)) {
      if (!Files.exists(folder.resolve(DataSetPacker.RECORD))) {
        OutputFiles.requireFree(
            folder, List.of(DescriptionFiles.CARD.name(), "README.md"), "data pack");
      }
      DataSetPacker.PackSummary packed = packed(set, progress);
      card(set, DataSetCard.in(source)).write(folder, "");
      return packed;
    }
  }

  private DataSetPacker packer(DataSet set) {
    return new DataSetPacker(set, folder, shardBytes, Map.of("rawline", Version.CURRENT), threads);
  }

  private DataSetPacker.PackSummary packed(DataSet set, Progress progress) throws IOException {
    DataSetPacker packer = packer(set);
    if (Share.current() instanceof Share.Spread) {
      return packer.run(
          _ -> {},
          kept -> {
            try {
              spread(packer, set, new Spread(kept, List.of()), progress);
            } finally {
              Files.deleteIfExists(folder.resolve(SPREAD));
            }
          });
    }
    Progress packing = progress.begin("samples", set.samples().size());
    return packer.run(sample -> packing.begin(sample.picture().name(), 0).end(""));
  }

  /**
   * What the processes of a cluster must know of a packing: they do not look what is packed, which
   * changes meanwhile.
   *
   * @param kept the number of samples that were packed already
   * @param pieces the shards to write; none until the room of all samples is known
   */
  private record Spread(int kept, List<DataSetPacker.Piece> pieces) {}

  /** Every sample is read twice: for its room, on which shards depend, and into its shard. */
  private void spread(DataSetPacker packer, DataSet set, Spread begun, Progress progress)
      throws IOException {
    boolean part = Share.isPart();
    if (!part) {
      JsonRecords.write(begun, folder.resolve(SPREAD));
    }
    List<Path> files =
        set.samples().stream()
            .skip(begun.kept)
            .map(sample -> Path.of(sample.picture().name()))
            .toList();
    List<Long> rooms =
        new SharedItems<>(
                "samples",
                files,
                1,
                new SharedItems.Work<Long>() {
                  @Override
                  public Long run(int index, Progress own) throws IOException {
                    return packer.room(begun.kept + index);
                  }

                  @Override
                  public String write(Long room) {
                    return room.toString();
                  }

                  @Override
                  public Long read(int index, String text) {
                    return Long.valueOf(text);
                  }
                })
            .run(progress);
    List<DataSetPacker.Piece> pieces = part ? begun.pieces : packer.pieces(begun.kept, rooms);
    if (!part) {
      JsonRecords.write(new Spread(begun.kept, pieces), folder.resolve(SPREAD));
    }
    List<Integer> _ =
        new SharedItems<>(
                "shards",
                pieces.stream().map(piece -> files.get(piece.from() - begun.kept)).toList(),
                1,
                new SharedItems.Work<Integer>() {
                  @Override
                  public Integer run(int index, Progress own) throws IOException {
                    packer.write(pieces.get(index));
                    return index;
                  }

                  @Override
                  public String write(Integer index) {
                    return index.toString();
                  }

                  @Override
                  public Integer read(int index, String text) {
                    return Integer.valueOf(text);
                  }
                })
            .run(progress);
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
