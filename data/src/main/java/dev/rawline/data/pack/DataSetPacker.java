package dev.rawline.data.pack;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.load.Epoch;
import dev.rawline.data.load.Loader;
import dev.rawline.data.load.LoaderSettings;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.raw.SidecarFiles;
import dev.rawline.data.set.BoxMask;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.FileMask;
import dev.rawline.data.set.RawFilePicture;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleMask;
import dev.rawline.data.set.SamplePicture;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.data.store.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Data set → a folder of shards.
 *
 * <p>The folder gets {@code shard-000000.tar} and so on, each whole or not at all; {@code
 * index.json}; {@code sensor.yaml} and {@code camera.yaml} if the data set has them; and {@code
 * pack.json}, the record of source and settings. The same data set and size of shards give the same
 * shards, byte for byte, independent of the data set's location and the number of threads.
 *
 * <p>An interrupted run resumes after the last complete shard when it is run again. A folder with
 * shards of another data set, of another state of it, or of other settings is rejected and not
 * changed.
 *
 * @param set the data set
 * @param folder the target, created if it does not exist
 * @param shardBytes the most bytes of a shard, unless a single sample needs more
 * @param settings the other settings of the content, as values of {@link JsonFile}; stored in
 *     {@code pack.json}
 * @param threads the number of reading threads
 */
public record DataSetPacker(
    DataSet set, Path folder, long shardBytes, Map<String, Object> settings, int threads) {
  /** The default size of shards [bytes]. */
  public static final long SHARD_BYTES = 256L << 20;

  /** The record of a packed folder. */
  public static final String RECORD = "pack.json";

  private static final int MOST_SAMPLES = 1_000_000_000;

  /**
   * Copies the settings.
   *
   * @throws IllegalArgumentException if shards have no room
   */
  public DataSetPacker {
    settings = new LinkedHashMap<>(settings);
    if (shardBytes < 1) {
      throw new IllegalArgumentException(
          "shardBytes is %d: expected at least 1 byte".formatted(shardBytes));
    }
    if (set.samples().size() >= MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "data set %s has %d samples: a packed one has fewer than %d"
              .formatted(set.name(), set.samples().size(), MOST_SAMPLES));
    }
  }

  /**
   * What became of a data set.
   *
   * @param packed the number of packed samples
   * @param kept the number of existing ones
   * @param shards the number of shards
   * @param bytes their total size [bytes]
   * @param hash the data set's checksum ({@link DataSet#hash})
   */
  public record PackSummary(int packed, int kept, int shards, long bytes, String hash) {}

  /**
   * Packs the data set, or what of it is not packed yet.
   *
   * @param done receives every sample that is packed or kept
   * @throws RejectedFileException if the folder has other content
   * @throws IOException if a sample cannot be read or a shard cannot be written; the message states
   *     why and what to do
   */
  public PackSummary run(Consumer<Sample> done) throws IOException {
    return run(done, kept -> writeInOrder(kept, done));
  }

  /** Writes the shards of what is not packed yet. */
  @FunctionalInterface
  public interface Writing {
    /**
     * Writes them.
     *
     * @param kept the number of samples that are packed already
     */
    void write(int kept) throws IOException;
  }

  /**
   * Packs the data set as {@link #run(Consumer)} does, whoever writes the shards.
   *
   * @param done receives every sample that is kept
   * @param writing writes the other ones: {@link #pieces} of them, each by {@link #write}
   */
  public PackSummary run(Consumer<Sample> done, Writing writing) throws IOException {
    PackedDescription description = PackedDescription.of(set);
    int kept = begin(description);
    set.samples().subList(0, kept).forEach(done);
    if (kept < set.samples().size()) {
      // Its content is about to change.
      Files.deleteIfExists(folder.resolve(PackedIndex.FILE));
      writing.write(kept);
    }
    for (Map.Entry<String, String> file : description.besides().entrySet()) {
      AtomicFile.write(
          folder.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
    }
    PackedIndex index = PackedIndex.ofShards(folder);
    index.requireShards(folder);
    index.write(folder);
    return new PackSummary(
        set.samples().size() - kept,
        kept,
        index.sizes().size(),
        index.sizes().stream().mapToLong(Long::longValue).sum(),
        index.hash(index.dataSet(folder)));
  }

  /** Writes the record of the folder, and returns the number of samples that are packed already. */
  private int begin(PackedDescription description) throws IOException {
    makeFolder();
    Map<String, Object> record = new LinkedHashMap<>(settings);
    record.put("shardBytes", shardBytes);
    record.put("source", fingerprint());
    Path file = folder.resolve(RECORD);
    if (!Files.exists(file)) {
      requireFree(description);
      JsonFile.write(record, file);
      return 0;
    }
    if (!PackedJson.text(record).equals(PackedJson.text(JsonFile.read(file)))) {
      throw new RejectedFileException(
          folder,
          "contains shards of another data set, of another version of it, or with other settings ("
              + RECORD
              + ")",
          "choose another folder, or delete this one");
    }
    AtomicFile.deleteAbandoned(folder);
    if (!Files.exists(Shard.path(folder, 0))) {
      return 0;
    }
    PackedIndex whole = PackedIndex.ofShards(folder);
    List<String> ids = set.samples().stream().map(Sample::id).toList();
    List<String> packed = whole.samples().stream().map(place -> place.sample().id()).toList();
    if (!whole.description().equals(description)
        || packed.size() > ids.size()
        || !ids.subList(0, packed.size()).equals(packed)) {
      throw new RejectedFileException(
          folder,
          "contains shards of another data set",
          "choose another folder, or delete this one");
    }
    return packed.size();
  }

  private void makeFolder() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(folder + ": is a file, expected a folder; choose another folder", e);
    } catch (FileSystemException e) {
      throw new IOException(
          "cannot make the folder %s: %s; choose another folder"
              .formatted(
                  folder,
                  e.getReason() == null
                      ? "a folder above it may not be written to"
                      : e.getReason()),
          e);
    }
  }

  private void requireFree(PackedDescription description) throws IOException {
    List<Path> names =
        new ArrayList<>(List.of(Shard.path(folder, 0), folder.resolve(PackedIndex.FILE)));
    description.besides().keySet().forEach(name -> names.add(folder.resolve(name)));
    List<String> taken =
        names.stream().filter(Files::exists).map(path -> path.getFileName().toString()).toList();
    if (!taken.isEmpty()) {
      throw new RejectedFileException(
          folder,
          "contains %s, which packing did not write and would replace"
              .formatted(String.join(", ", taken)),
          "choose another folder");
    }
  }

  private void writeInOrder(int kept, Consumer<Sample> done) throws IOException {
    List<Sample> rest = set.samples().subList(kept, set.samples().size());
    byte[] head = head();
    int number = shards(kept);
    ShardWriter shard = null;
    try (Epoch<ShardWriter.EncodedSample> stored = encoded(rest)) {
      for (int i = 0; i < rest.size(); i++) {
        ShardWriter.EncodedSample sample = stored.next().getFirst();
        if (shard != null && !shard.isEmpty() && shard.sizeWith(sample) > shardBytes) {
          shard.finish();
          shard = null;
        }
        if (shard == null) {
          shard = new ShardWriter(Shard.path(folder, number++), head);
        }
        shard.append(key(kept + i), sample);
        done.accept(rest.get(i));
      }
      if (shard != null) {
        shard.finish();
        shard = null;
      }
    } finally {
      if (shard != null) {
        shard.close();
      }
    }
  }

  private Epoch<ShardWriter.EncodedSample> encoded(List<Sample> samples) {
    LoaderSettings loading = new LoaderSettings(0, false, 1, true, threads, 2 * threads);
    return new Loader(samples, loading).epoch(0, 0, ShardWriter.EncodedSample::of);
  }

  private byte[] head() throws IOException {
    return PackedJson.checked(PackedDescription.of(set));
  }

  private int shards(int kept) throws IOException {
    return kept == 0 ? 0 : PackedIndex.ofShards(folder).sizes().size();
  }

  private static String key(int sample) {
    return String.format(Locale.ROOT, "%09d", sample);
  }

  /**
   * One shard of those that are to be written.
   *
   * @param number which, from 0
   * @param from its first sample
   * @param to the one behind its last
   */
  public record Piece(int number, int from, int to) {}

  /**
   * Reads a sample, and returns the room that it takes in a shard [bytes].
   *
   * @param sample which, from 0
   */
  public long room(int sample) throws IOException {
    try (Epoch<ShardWriter.EncodedSample> one =
        encoded(set.samples().subList(sample, sample + 1))) {
      return one.next().getFirst().size();
    }
  }

  /**
   * Returns the shards of what is not packed yet, which {@link #run(Consumer)} would write.
   *
   * @param kept the number of samples that are packed already
   * @param rooms the room of every other sample [bytes]
   */
  public List<Piece> pieces(int kept, List<Long> rooms) throws IOException {
    long empty = TarHeader.BLOCK + TarHeader.padded(head().length) + TarHeader.END;
    List<Piece> pieces = new ArrayList<>();
    int number = shards(kept);
    int first = kept;
    long size = empty;
    for (int i = kept; i < set.samples().size(); i++) {
      long room = rooms.get(i - kept);
      if (i > first && size + room > shardBytes) {
        pieces.add(new Piece(number++, first, i));
        first = i;
        size = empty;
      }
      size += room;
    }
    pieces.add(new Piece(number, first, set.samples().size()));
    return pieces;
  }

  /** Writes a shard, whole or not at all; one that is there was written by another process. */
  public void write(Piece piece) throws IOException {
    Path file = Shard.path(folder, piece.number);
    if (Files.exists(file)) {
      return;
    }
    List<Sample> samples = set.samples().subList(piece.from, piece.to);
    try (ShardWriter shard = new ShardWriter(file, head());
        Epoch<ShardWriter.EncodedSample> stored = encoded(samples)) {
      for (int i = piece.from; i < piece.to; i++) {
        shard.append(key(i), stored.next().getFirst());
      }
      shard.finish();
    }
  }

  /**
   * Returns a checksum of the samples without reading pixels: times and sizes of their files, boxes
   * and palettes of their masks, and the checksums of packed ones. Where it is the same, so are the
   * pixels.
   */
  private String fingerprint() {
    StringBuilder text = new StringBuilder();
    for (Sample sample : set.samples()) {
      String line =
          String.join(
              "\t",
              sample.id(),
              sample.label().className().orElse(""),
              sample.group(),
              Double.toString(sample.intensity()),
              sample.side().map(Subset::word).orElse(""),
              state(sample.picture()),
              sample.label().mask().map(DataSetPacker::state).orElse(""));
      text.append(line).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return Checksum.of(bytes, Checksum.Algorithm.SHA256).hex();
  }

  private static String state(SamplePicture picture) {
    return switch (picture) {
      case PackedRaw raw -> raw.pixels().array().sum();
      case PackedIndex.PackedView view -> view.pixels().array().sum();
      case RawFilePicture raw ->
          stamp(RawFiles.sidecar(raw.file()).toString())
              + SidecarFiles.FILE.values(raw.described())
              + stamp(raw.name());
      case RawPicture raw -> stamp(raw.name());
      case ViewPicture view -> stamp(view.name());
    };
  }

  private static String state(SampleMask mask) {
    return switch (mask) {
      case PackedIndex.PackedMask packed -> packed.pixels().array().sum();
      // Their picture has its own state.
      case BoxMask drawn -> drawn.boxes().toString();
      case FileMask file ->
          stamp(file.name())
              + new TreeMap<>(file.palette().levels())
              + new TreeMap<>(file.palette().colours());
      default -> stamp(mask.name());
    };
  }

  /** Returns the state of a file without reading it; otherwise the name. */
  private static String stamp(String name) {
    try {
      Path file = Path.of(name);
      return Files.isRegularFile(file)
          ? Files.size(file) + " bytes of " + Files.getLastModifiedTime(file)
          : name;
    } catch (InvalidPathException | IOException e) {
      return name;
    }
  }
}
