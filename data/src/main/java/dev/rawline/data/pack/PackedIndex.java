package dev.rawline.data.pack;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.SidecarFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.data.set.SampleMask;
import dev.rawline.data.set.SamplePicture;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The positions of all samples in the shards of a packed data set.
 *
 * @param description the data set
 * @param sizes the length of each shard [bytes]
 * @param samples its samples
 */
@JsonIgnoreProperties("checksum")
record PackedIndex(PackedDescription description, List<Long> sizes, List<Place> samples) {
  static final String FILE = "index.json";

  /**
   * The position of a sample.
   *
   * @param shard the shard's number, from 0
   * @param key what its files are called there, before the first dot
   * @param pictureAt where the numbers of its picture begin in the shard [bytes]
   * @param maskAt where those of its mask begin; absent where it has none
   * @param sample all but its pixels
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Place(int shard, String key, long pictureAt, Long maskAt, PackedSample sample) {}

  /** Copies the lists. */
  PackedIndex {
    sizes = List.copyOf(sizes);
    samples = List.copyOf(samples);
  }

  /**
   * Makes the index of the shards in a folder, from the first on without a gap.
   *
   * @throws RejectedFileException if there is none, or one is damaged or no such shard
   */
  static PackedIndex ofShards(Path folder) throws IOException {
    List<Long> sizes = new ArrayList<>();
    List<Place> samples = new ArrayList<>();
    PackedDescription description = null;
    for (int number = 0; Files.exists(Shard.path(folder, number)); number++) {
      Shard shard = Shard.map(Shard.path(folder, number));
      List<Shard.Entry> entries = shard.entries();
      PackedDescription own = description(shard, entries);
      if (description != null && !description.equals(own)) {
        throw new RejectedFileException(
            shard.file(),
            "belongs to another data set than the shards before it",
            PackedDataSet.AGAIN);
      }
      description = own;
      for (int i = 1; i < entries.size(); ) {
        Place place = place(shard, number, entries, i);
        samples.add(place);
        i += place.maskAt == null ? 2 : 3;
      }
      sizes.add(shard.memory().byteSize());
    }
    if (description == null) {
      throw new RejectedFileException(
          Shard.path(folder, 0), "is missing", "name a folder that data pack wrote");
    }
    return new PackedIndex(description, sizes, samples);
  }

  private static PackedDescription description(Shard shard, List<Shard.Entry> entries)
      throws IOException {
    if (entries.isEmpty() || !entries.getFirst().name().equals(ShardWriter.DESCRIPTION)) {
      throw new RejectedFileException(
          shard.file(),
          "does not begin with " + ShardWriter.DESCRIPTION,
          "name a folder that data pack wrote");
    }
    JsonNode tree =
        PackedJson.checkedTree(
            shard.content(entries.getFirst()), shard.file(), ShardWriter.DESCRIPTION);
    PackedJson.requireVersion(tree, shard.file());
    return PackedJson.convert(tree, PackedDescription.class, shard.file(), ShardWriter.DESCRIPTION);
  }

  /** Reads the files of one sample: KEY.npy, KEY.mask.npy if there is one, KEY.json. */
  private static Place place(Shard shard, int number, List<Shard.Entry> entries, int first)
      throws IOException {
    Shard.Entry picture = entries.get(first);
    String key = picture.name().replaceFirst("\\..*", "");
    boolean masked =
        first + 1 < entries.size() && entries.get(first + 1).name().equals(key + ShardWriter.MASK);
    int last = masked ? first + 2 : first + 1;
    if (!picture.name().equals(key + ShardWriter.PICTURE)
        || last >= entries.size()
        || !entries.get(last).name().equals(key + ShardWriter.SAMPLE)) {
      throw shard.damaged(
          "the files of a sample, KEY.npy, KEY.mask.npy and KEY.json, are not together at "
              + picture.name());
    }
    String name = entries.get(last).name();
    PackedSample sample =
        PackedJson.convert(
            PackedJson.checkedTree(shard.content(entries.get(last)), shard.file(), name),
            PackedSample.class,
            shard.file(),
            name);
    long pictureAt = numbersAt(shard, picture, sample.picture());
    Long maskAt = masked ? numbersAt(shard, entries.get(first + 1), sample.mask()) : null;
    return new Place(number, key, pictureAt, maskAt, sample);
  }

  private static long numbersAt(Shard shard, Shard.Entry entry, PackedArray array)
      throws RejectedFileException {
    if (array == null || array.header().length + array.bytes() != entry.size()) {
      throw shard.damaged(entry.name() + " does not have the length in the sample's JSON");
    }
    return entry.at() + array.header().length;
  }

  /**
   * Reads the index in a folder.
   *
   * @throws RejectedFileException if it is damaged or of another version
   */
  static PackedIndex read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    BoundedFile.requireOrdinary(file);
    byte[] json = Files.readAllBytes(file);
    PackedIndex index = null;
    try {
      // Straight into records: a tree of 100,000 samples takes a gigabyte.
      index = PackedJson.read(json, PackedIndex.class, file, "index");
    } finally {
      if (index == null || index.description == null || !index.description.isReadable()) {
        PackedJson.requireVersion(PackedJson.tree(json, file, "index").path("description"), file);
      }
    }
    int end = Math.max(0, json.length - checksum("00000000").length);
    if (!Arrays.equals(
        Arrays.copyOfRange(json, end, json.length),
        checksum(EncodedPixels.checksum(ByteBuffer.wrap(json, 0, end))))) {
      throw new RejectedFileException(
          file,
          "has a damaged index (its checksum does not match)",
          "delete it: it will be rebuilt from the shards");
    }
    return index;
  }

  /**
   * Writes the index, a sample a line.
   *
   * @throws IOException if it cannot be written
   */
  void write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("{\"description\":").append(PackedJson.text(description));
    text.append(",\n\"sizes\":").append(PackedJson.text(sizes));
    text.append(",\n\"samples\":[\n");
    text.append(String.join(",\n", samples.stream().map(PackedJson::text).toList()));
    text.append("\n],\n");
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    try (AtomicFile file = AtomicFile.begin(folder.resolve(FILE))) {
      file.write(content);
      file.write(checksum(EncodedPixels.checksum(ByteBuffer.wrap(content))));
      file.finish();
    }
  }

  /** Returns the last line of the file, with the checksum of all before it. */
  private static byte[] checksum(String of) {
    return "\"checksum\":\"%s\"}\n".formatted(of).getBytes(StandardCharsets.UTF_8);
  }

  /** Requires that all shards are in the folder, with their lengths. */
  void requireShards(Path folder) throws IOException {
    List<String> problems = new ArrayList<>();
    for (int number = 0; number < sizes.size(); number++) {
      Path file = Shard.path(folder, number);
      if (!Files.exists(file)) {
        problems.add(file.getFileName() + " is missing");
      } else if (Files.size(file) != sizes.get(number)) {
        problems.add(
            "%s has %d bytes instead of %d"
                .formatted(file.getFileName(), Files.size(file), sizes.get(number)));
      }
    }
    if (!problems.isEmpty()) {
      throw new RejectedFileException(
          folder,
          "lacks what its index lists: " + String.join("; ", problems),
          PackedDataSet.AGAIN);
    }
    if (samples.size() != description.samples()) {
      throw new RejectedFileException(
          folder,
          "has %d of the %d samples of its data set"
              .formatted(samples.size(), description.samples()),
          "pack it to the end by the same data pack command");
    }
  }

  /** Returns the data set. */
  DataSet dataSet(Path folder) throws IOException {
    List<Shard> shards = new ArrayList<>();
    for (int number = 0; number < sizes.size(); number++) {
      shards.add(Shard.map(Shard.path(folder, number)));
    }
    Map<Map<String, Object>, Recording> recordings = new HashMap<>();
    List<Sample> described = new ArrayList<>();
    for (Place place : samples) {
      if (place.shard < 0 || place.shard >= shards.size()) {
        throw new RejectedFileException(
            folder.resolve(FILE),
            "lists a shard %s, but there are %d".formatted(place.shard, shards.size()),
            "delete it: it will be rebuilt from the shards");
      }
      described.add(sample(shards.get(place.shard), place, recordings));
    }
    Optional<Path> sensor =
        Optional.ofNullable(description.sensor()).map(_ -> folder.resolve(PackedDataSet.SENSOR));
    try {
      return new DataSet(description.name(), description.rights(), described, sensor);
    } catch (IllegalArgumentException e) {
      throw new RejectedFileException(
          folder, "contains no data set (" + e.getMessage() + ")", PackedDataSet.AGAIN, e);
    }
  }

  private static Sample sample(
      Shard shard, Place place, Map<Map<String, Object>, Recording> recordings)
      throws RejectedFileException {
    PackedSample sample = place.sample;
    try {
      Optional<SampleMask> mask =
          Optional.ofNullable(place.maskAt)
              .map(
                  at ->
                      new PackedMask(
                          new PackedPixels(
                              shard, place.key + ShardWriter.MASK, at, sample.mask())));
      return new Sample(
          sample.id(),
          picture(shard, place, recordings),
          new Label(Optional.ofNullable(sample.className()), mask),
          sample.group(),
          sample.intensity(),
          Optional.ofNullable(sample.side()).map(side -> Subset.named(side).orElseThrow()));
    } catch (RuntimeException e) {
      throw shard.damaged(
          "%s%s is not a complete sample (%s)"
              .formatted(place.key, ShardWriter.SAMPLE, e.getMessage()),
          e);
    }
  }

  private static SamplePicture picture(
      Shard shard, Place place, Map<Map<String, Object>, Recording> recordings) {
    PackedPixels pixels =
        new PackedPixels(
            shard, place.key + ShardWriter.PICTURE, place.pictureAt, place.sample.picture());
    if (place.sample.recording() == null) {
      return new PackedView(pixels);
    }
    Recording recording =
        recordings.computeIfAbsent(
            place.sample.recording(),
            keys -> Recording.of(SidecarFiles.ofKeys(keys, "the packed data set")));
    return new PackedRaw(pixels, place.sample.unit(), recording.cfa, recording.calibration);
  }

  /** What mosaics share. A data set has few recordings, and millions of mosaics. */
  private record Recording(Cfa cfa, Calibration calibration) {
    static Recording of(RawDescription description) {
      return new Recording(
          description.cfa().orElseThrow().value(),
          description.over(Calibration.unknown(Short.SIZE)));
    }
  }

  /** Returns the data set's sum as the sums of its samples make it; no pixel is read. */
  String hash(DataSet set) {
    return set.hash(
        samples.stream()
            .map(
                place ->
                    new SampleChecksum(
                        place.sample.picture().sum(),
                        place.sample.mask() == null ? "" : place.sample.mask().sum()))
            .toList());
  }

  /**
   * A mask in a shard.
   *
   * @param pixels its numbers
   */
  record PackedMask(PackedPixels pixels) implements SampleMask {

    @Override
    public String name() {
      return pixels.name();
    }

    @Override
    public Mask read() throws IOException {
      return new Mask(pixels.array().width(), pixels.array().height(), pixels.bytes());
    }
  }

  /**
   * A processed picture in a shard.
   *
   * @param pixels its numbers
   */
  record PackedView(PackedPixels pixels) implements ViewPicture {

    @Override
    public String name() {
      return pixels.name();
    }

    @Override
    public View read() throws IOException {
      return new View(pixels.array().width(), pixels.array().height(), pixels.floats());
    }
  }
}
