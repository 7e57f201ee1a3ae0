package dev.rawline.data.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.card.Rights;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.Layout;
import dev.rawline.data.layout.OpenedDataSet;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.picture.MaskPalette;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawFilePicture;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.data.set.SampleMask;
import dev.rawline.data.set.SamplePicture;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

class DataSetPackerTest {
  @TempDir private Path temporary;

  private record Raw(RawImage read) implements RawPicture {
    @Override
    public String name() {
      return "drawn";
    }
  }

  private record Viewed(View read) implements ViewPicture {
    @Override
    public String name() {
      return "drawn";
    }
  }

  private record Masked(Mask read) implements SampleMask {
    @Override
    public String name() {
      return "drawn";
    }
  }

  private static <T> Optional<SourcedValue<T>> known(T value) {
    return Optional.of(new SourcedValue<>(value, "test"));
  }

  private static Calibration calibration(int bits, Cfa cfa) {
    return new Calibration(
        bits,
        known(
            cfa.hasFilters()
                ? new SiteValues(256.1, 257.03, 255, 1 / 3.0)
                : SiteValues.uniform(256.1)),
        known(65000.25),
        known(new Rgb(2.1, 1, 1.7)),
        known(
            new Matrix3(
                List.of(
                    List.of(1.5, -.3, -.2), List.of(-.25, 1.7, -.45), List.of(-.03, -.33, 1.36)))),
        known("maker \"ü\" model"),
        known(100.0),
        known(1 / 500.0),
        Orientation.UPRIGHT);
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static RawImage raw(Random random, RawImage.Unit unit, int width, int height, int most) {
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = unit == RawImage.Unit.DN ? random.nextInt(most + 1) : random.nextFloat() * 3 - 1;
    }
    Cfa cfa = any(random, Cfa.values());
    Calibration calibration =
        random.nextBoolean() ? calibration(8 + random.nextInt(9), cfa) : Calibration.unknown(16);
    return new RawImage(width, height, cfa, unit, samples, calibration);
  }

  private static View view(Random random, int width, int height, int levels) {
    float[] samples = new float[3 * width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = levels == 0 ? random.nextFloat() : random.nextInt(levels + 1) / (float) levels;
    }
    return new View(width, height, samples);
  }

  /** Samples of every kind, of awkward sizes, with awkward names. */
  private static DataSet drawn(Random random, int count) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(40);
      SamplePicture picture =
          switch (i % 6) {
            case 0 -> new Raw(raw(random, RawImage.Unit.DN, width, height, 65535));
            case 1 -> new Raw(raw(random, RawImage.Unit.NORMALISED, width, height, 1));
            case 2 -> new Viewed(view(random, width, height, 255));
            case 3 -> new Viewed(view(random, width, height, 65535));
            case 4 -> new Viewed(view(random, width, height, 0));
            default -> new Raw(raw(random, RawImage.Unit.DN, width, height, 255));
          };
      byte[] kinds = new byte[width * height];
      random.nextBytes(kinds);
      Label label = i % 4 == 3 ? Label.NONE : Label.of("class " + i % 3);
      samples.add(
          new Sample(
              "folder/ä 漢." + "x".repeat(i % 2 * 300) + i,
              picture,
              i % 2 == 0 ? label : label.with(new Masked(new Mask(width, height, kinds))),
              "photo/" + i / 2,
              (1 + random.nextInt(100)) / 100.0,
              i % 5 == 0 ? Optional.empty() : Optional.of(any(random, Subset.values()))));
    }
    return new DataSet(
        "drawn – of chance",
        new Rights(Optional.of("CC BY 4.0"), Optional.of("somebody"), Optional.empty()),
        samples,
        Optional.empty());
  }

  private DataSetPacker pack(DataSet set, Path folder, long shardBytes, int threads) {
    return new DataSetPacker(set, folder, shardBytes, Map.of("rawline", "test"), threads);
  }

  private static Map<String, byte[]> shards(Path folder) throws IOException {
    Map<String, byte[]> shards = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".tar")).toList()) {
        shards.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return shards;
  }

  private static void requireSame(DataSet packed, DataSet set) throws IOException {
    assertThat(packed.hash()).isEqualTo(set.hash());
    assertThat(packed.name()).isEqualTo(set.name());
    assertThat(packed.rights()).isEqualTo(set.rights());
    assertThat(packed.samples()).hasSameSizeAs(set.samples());
    for (int i = 0; i < set.samples().size(); i++) {
      Sample own = packed.samples().get(i);
      Sample source = set.samples().get(i);
      assertThat(own.id()).isEqualTo(source.id());
      assertThat(own.side()).isEqualTo(source.side());
      assertThat(SampleChecksum.of(own)).isEqualTo(SampleChecksum.of(source));
      assertThat(own.picture().read().samples()).containsExactly(source.picture().read().samples());
    }
  }

  @Test
  void packedSamplesEqualTheirSources() throws Exception {
    Random random = new Random(Seeds.next("PackTest"));
    DataSet set = drawn(random, 60);
    Path folder = temporary.resolve("packed");
    List<String> recorded = new ArrayList<>();
    DataSetPacker.PackSummary packed =
        pack(set, folder, 60_000, 2).run(sample -> recorded.add(sample.id()));
    assertThat(recorded).containsExactlyElementsOf(set.samples().stream().map(Sample::id).toList());
    assertThat(packed.packed()).isEqualTo(60);
    assertThat(packed.shards()).isGreaterThan(3).isEqualTo(shards(folder).size());
    assertThat(packed.hash()).isEqualTo(set.hash());
    assertThat(PackedDataSet.matches(folder)).isTrue();
    assertThat(PackedIndex.read(folder).hash(PackedDataSet.open(folder))).isEqualTo(set.hash());
    requireSame(PackedDataSet.open(folder), set);

    // The shards contain all that is in the index.
    Files.delete(folder.resolve("index.json"));
    requireSame(PackedDataSet.open(folder), set);
  }

  @Test
  void samplesAreStoredInTheSmallestType() throws Exception {
    Random random = new Random(Seeds.next("PackTest"));
    Path folder = temporary.resolve("packed");
    pack(drawn(random, 6), folder, 1 << 20, 1).run(_ -> {});
    PackedIndex index = PackedIndex.read(folder);
    assertThat(index.samples())
        .extracting(place -> place.sample().picture().type().toString())
        .containsExactly("uint16", "float32", "uint8", "uint16", "float32", "uint16");
    assertThat(index.samples()).allSatisfy(place -> assertThat(place.pictureAt() % 64).isZero());
  }

  @Test
  void theSameDataSetMakesTheSameBytes() throws Exception {
    long seed = Seeds.next("PackTest");
    pack(drawn(new Random(seed), 30), temporary.resolve("a"), 40_000, 1).run(_ -> {});
    pack(drawn(new Random(seed), 30), temporary.resolve("b"), 40_000, 7).run(_ -> {});
    assertThat(shards(temporary.resolve("b")))
        .containsExactlyEntriesOf(shards(temporary.resolve("a")));
    assertThat(Files.readString(temporary.resolve("b/index.json")))
        .isEqualTo(Files.readString(temporary.resolve("a/index.json")));
  }

  @Test
  void existingShardsAreKeptAndMissingOnesPacked() throws Exception {
    DataSet set = drawn(new Random(Seeds.next("PackTest")), 30);
    Path folder = temporary.resolve("packed");
    DataSetPacker pack = pack(set, folder, 40_000, 2);
    int shards = pack.run(_ -> {}).shards();
    Map<String, byte[]> whole = shards(folder);
    for (int left = 0; left <= shards; left++) {
      for (int number = left; number < shards; number++) {
        Files.deleteIfExists(Shard.path(folder, number));
      }
      Files.deleteIfExists(folder.resolve("index.json"));
      List<Sample> recorded = new ArrayList<>();
      if (left > 0 && left < shards) {
        assertThatThrownBy(() -> PackedDataSet.open(folder))
            .isInstanceOf(RejectedFileException.class)
            .hasMessageMatching(
                ".*packed: has \\d+ of the 30 samples of its data set; pack it to the end by the"
                    + " same data pack command");
      }
      DataSetPacker.PackSummary again = pack.run(recorded::add);
      assertThat(again.packed() + again.kept()).isEqualTo(30).isEqualTo(recorded.size());
      assertThat(again.kept() == 0).isEqualTo(left == 0);
      assertThat(again.packed() == 0).isEqualTo(left == shards);
      assertThat(shards(folder)).containsExactlyEntriesOf(whole);
    }
  }

  @Test
  void aFailedRunResumes() throws Exception {
    DataSet set = drawn(new Random(Seeds.next("PackTest")), 40);
    Path folder = temporary.resolve("packed");
    Sample broken = set.samples().get(33);
    RawPicture unreadable =
        new RawPicture() {
          @Override
          public String name() {
            return "drawn";
          }

          @Override
          public RawImage read() throws IOException {
            throw new IOException("it is gone; bring it back");
          }
        };
    List<Sample> samples = new ArrayList<>(set.samples());
    samples.set(33, broken.with(unreadable));
    assertThatThrownBy(() -> pack(set.with(samples), folder, 40_000, 2).run(_ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("sample %s cannot be loaded: it is gone; bring it back".formatted(broken.id()));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("pack.json", "shard-000000.tar")
          .allMatch(name -> name.matches("pack\\.json|shard-\\d{6}\\.tar"));
    }
    DataSetPacker.PackSummary packed = pack(set, folder, 40_000, 2).run(_ -> {});
    assertThat(packed.kept()).isBetween(1, 33);
    requireSame(PackedDataSet.open(folder), set);
  }

  /** A program that is killed while it packs resumes when it is run again. */
  @Test
  void aKilledRunResumes() throws Exception {
    Path folder = temporary.resolve("packed");
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it starts, and is killed
                "-cp",
                System.getProperty("java.class.path"),
                SlowPacking.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try {
      while (process.isAlive() && !Files.exists(Shard.path(folder, 2))) {
        Thread.sleep(5);
      }
      assertThat(process.isAlive()).as("still packing").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, ".*")) {
      for (Path file : unfinished) { // a temporary file counts as abandoned a second later
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      }
    }
    DataSetPacker.PackSummary packed = SlowPacking.pack(folder, 0).run(_ -> {});
    assertThat(packed.kept()).isGreaterThan(0).isLessThan(SlowPacking.COUNT);
    assertThat(PackedDataSet.open(folder).hash()).isEqualTo(SlowPacking.set(0).hash());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  /** A program that packs a sample every few milliseconds. */
  static final class SlowPacking {
    static final int COUNT = 200;

    private SlowPacking() {}

    static DataSet set(int milliseconds) {
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        float number = i;
        RawPicture picture =
            new RawPicture() {
              @Override
              public String name() {
                return "slow";
              }

              @Override
              public RawImage read() throws IOException {
                try {
                  Thread.sleep(milliseconds);
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
                float[] samples = new float[64];
                Arrays.fill(samples, number);
                return new RawImage(
                    8, 8, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(16));
              }
            };
        samples.add(new Sample("s" + i, picture, Label.NONE));
      }
      return new DataSet("slow", Rights.UNKNOWN, samples, Optional.empty());
    }

    static DataSetPacker pack(Path folder, int milliseconds) {
      return new DataSetPacker(set(milliseconds), folder, 8_000, Map.of(), 1);
    }

    public static void main(String[] arguments) throws IOException {
      pack(Path.of(arguments[0]), 40).run(_ -> {});
    }
  }

  @Test
  void aFolderWithOtherFilesIsRejectedAndUnchanged() throws Exception {
    DataSet set = drawn(new Random(1), 6);
    Path folder = temporary.resolve("packed");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("index.json"), "mine");
    assertThatThrownBy(() -> pack(set, folder, 1 << 20, 1).run(_ -> {}))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            folder
                + ": contains index.json, which packing did not write and would replace; choose"
                + " another folder");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("index.json"));
    }
    Files.delete(folder.resolve("index.json"));
    pack(set, folder, 1 << 20, 1).run(_ -> {});
    String other =
        folder
            + ": contains shards of another data set, of another version of it, or with other"
            + " settings (pack.json); choose another folder, or delete this one";
    assertThatThrownBy(() -> pack(drawn(new Random(1), 7), folder, 1 << 20, 1).run(_ -> {}))
        .hasMessage(other);
    assertThatThrownBy(() -> pack(set, folder, 1 << 21, 1).run(_ -> {})).hasMessage(other);
    assertThatThrownBy(() -> new DataSetPacker(set, folder, 0, Map.of(), 1))
        .hasMessage("shardBytes is 0: expected at least 1 byte");
    requireSame(PackedDataSet.open(folder), set);
  }

  @Test
  void aFolderThatCannotBeCreatedIsRejected() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "mine");
    assertThatThrownBy(() -> pack(drawn(new Random(1), 6), file, 1 << 20, 1).run(_ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": is a file, expected a folder; choose another folder");
    assertThatThrownBy(
            () -> pack(drawn(new Random(1), 6), file.resolve("in"), 1 << 20, 1).run(_ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("; choose another folder");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aPackedFolderIsALayout() throws Exception {
    DataSet set = drawn(new Random(1), 12);
    Path folder = temporary.resolve("packed");
    pack(set, folder, 1 << 20, 2).run(_ -> {});
    OpenedDataSet opened = DataSets.find(folder, DataSetOptions.DEFAULT);
    assertThat(opened.layout()).isEqualTo(Layout.PACKED);
    requireSame(opened.set(), set);
    double intensity = set.samples().get(7).intensity();
    assertThat(
            DataSets.open(folder, DataSetOptions.DEFAULT.withIntensities(List.of(intensity)))
                .samples())
        .isNotEmpty()
        .allMatch(sample -> sample.intensity() == intensity);
    assertThatThrownBy(
            () -> DataSets.open(folder, DataSetOptions.DEFAULT.withIntensities(List.of(0.001))))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(folder + ": lists nothing of intensity 0.001; it has ")
        .hasMessageEndingWith("; request intensities that it has");
    assertThatThrownBy(
            () ->
                DataSets.open(
                    folder,
                    DataSetOptions.DEFAULT.withIntensities(List.of(0.001, intensity, 0.002))))
        .hasMessageStartingWith(folder + ": lists nothing of intensity 0.001, 0.002; it has ");
  }

  @Test
  void meaningOfPicturesAndMasksIsStored() throws Exception {
    Path folder = packed(6, 1 << 20);
    DataSetOptions palette = DataSetOptions.DEFAULT.with(MaskPalette.parse("0=0,128=1"));
    assertThatThrownBy(() -> DataSets.open(folder, palette))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            folder
                + ": is packed, which decided what masks mean; leave out --pictures and --palette,"
                + " or pack the data set again with them");
    assertThatThrownBy(() -> DataSets.open(folder, palette.with(PictureKind.RAW)))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(
            folder + ": is packed, which decided whether the images are raw and what masks mean; ");
  }

  @Test
  void changedFilesAreDetected() throws Exception {
    Path source = Files.createDirectories(temporary.resolve("source"));
    Path file = source.resolve("a.tiff");
    Random random = new Random(Seeds.next("PackTest"));
    RawFiles.write(raw(random, RawImage.Unit.DN, 9, 7, 255), file);
    DataSet set =
        new DataSet(
            "files",
            Rights.UNKNOWN,
            List.of(new Sample("a", new RawFilePicture(file, RawDescription.NONE), Label.of("x"))),
            Optional.empty());
    Path folder = temporary.resolve("packed");
    pack(set, folder, 1 << 20, 1).run(_ -> {});
    requireSame(PackedDataSet.open(folder), set);
    assertThat(pack(set, folder, 1 << 20, 1).run(_ -> {}).kept()).isEqualTo(1);
    Files.setLastModifiedTime(RawFiles.sidecar(file), FileTime.fromMillis(1));
    assertThatThrownBy(() -> pack(set, folder, 1 << 20, 1).run(_ -> {}))
        .hasMessageContaining("of another version of it");
  }

  private static void requireRejected(DataSetPacker pack) {
    assertThatThrownBy(() -> pack.run(_ -> {}))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            pack.folder()
                + ": contains shards of another data set, of another version of it, or with other"
                + " settings (pack.json); choose another folder, or delete this one");
  }

  @Test
  void changedBoxesAreDetected() throws Exception {
    Random random = new Random(Seeds.next("PackTest"));
    Path source = Files.createDirectories(temporary.resolve("source"));
    RawFiles.write(raw(random, RawImage.Unit.DN, 9, 7, 255), source.resolve("a.tiff"));
    Path table = source.resolve("boxes.csv");
    Files.writeString(table, "file,class,xmin,ymin,xmax,ymax\na.tiff,car,0,0,2,2\n");
    Path folder = temporary.resolve("packed");
    pack(DataSets.open(source), folder, 1 << 20, 1).run(_ -> {});
    FileTime time = Files.getLastModifiedTime(table);
    Files.writeString(table, "file,class,xmin,ymin,xmax,ymax\na.tiff,car,0,0,2,3\n");
    Files.setLastModifiedTime(table, time);
    requireRejected(pack(DataSets.open(source), folder, 1 << 20, 1));
    Files.writeString(table, "file,class,xmin,ymin,xmax,ymax\na.tiff,car,0,0,2,2\n");
    assertThat(pack(DataSets.open(source), folder, 1 << 20, 1).run(_ -> {}).kept()).isEqualTo(1);
  }

  @Test
  void anotherPaletteIsDetected() throws Exception {
    Random random = new Random(Seeds.next("PackTest"));
    Path source = Files.createDirectories(temporary.resolve("source/masks")).getParent();
    Files.createDirectories(source.resolve("images"));
    RawFiles.write(raw(random, RawImage.Unit.DN, 9, 7, 255), source.resolve("images/a.tiff"));
    MaskFile.write(new Mask(9, 7, new byte[63]), source.resolve("masks/a.png"));
    Path folder = temporary.resolve("packed");
    DataSetOptions first = DataSetOptions.DEFAULT.with(MaskPalette.parse("0=0,1=1,2=2"));
    pack(DataSets.open(source, first), folder, 1 << 20, 1).run(_ -> {});
    DataSetOptions same = DataSetOptions.DEFAULT.with(MaskPalette.parse("2=2,1=1,0=0"));
    assertThat(pack(DataSets.open(source, same), folder, 1 << 20, 1).run(_ -> {}).kept())
        .isEqualTo(1);
    DataSetOptions other = DataSetOptions.DEFAULT.with(MaskPalette.parse("0=0,1=2,2=1"));
    requireRejected(pack(DataSets.open(source, other), folder, 1 << 20, 1));
  }

  /** For a packed data set the checksums of its arrays matter, not its folder. */
  @Test
  void aChangedPackedSourceIsDetected() throws Exception {
    long seed = Seeds.next("PackTest");
    DataSet set = drawn(new Random(seed), 6);
    Path source = temporary.resolve("source");
    pack(set, source, 1 << 20, 1).run(_ -> {});
    Path folder = temporary.resolve("packed");
    pack(PackedDataSet.open(source), folder, 1 << 20, 1).run(_ -> {});
    Path moved = Files.move(source, temporary.resolve("moved"));
    assertThat(pack(PackedDataSet.open(moved), folder, 1 << 20, 1).run(_ -> {}).kept())
        .isEqualTo(6);
    Sample masked = set.samples().get(1);
    Mask mask = masked.label().mask().orElseThrow().read();
    byte[] kinds = mask.kinds().clone();
    kinds[0]++;
    List<Sample> samples = new ArrayList<>(set.samples());
    samples.set(
        1,
        masked.with(masked.label().with(new Masked(new Mask(mask.width(), mask.height(), kinds)))));
    pack(set.with(samples), source, 1 << 20, 1).run(_ -> {});
    requireRejected(pack(PackedDataSet.open(source), folder, 1 << 20, 1));
  }

  /** Persian has other digits: 1 is ۱. */
  @Test
  void bytesDoNotDependOnTheLocale() throws Exception {
    long seed = Seeds.next("PackTest");
    DataSet set = drawn(new Random(seed), 12);
    pack(set, temporary.resolve("a"), 40_000, 1).run(_ -> {});
    String sum = set.hash();
    Locale former = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("fa", "IR"));
      assertThat("%d".formatted(1)).isEqualTo("۱");
      pack(set, temporary.resolve("b"), 40_000, 2).run(_ -> {});
      assertThat(set.hash()).isEqualTo(sum);
    } finally {
      Locale.setDefault(former);
    }
    assertThat(shards(temporary.resolve("b")))
        .containsExactlyEntriesOf(shards(temporary.resolve("a")));
    for (String name : List.of("index.json", "pack.json")) {
      assertThat(temporary.resolve("b").resolve(name))
          .hasSameTextualContentAs(temporary.resolve("a").resolve(name));
    }
  }

  /** A pack is not trusted: files written from it are named by the ids of its samples. */
  @Test
  void anIdOutsideTheFolderIsRejected() throws Exception {
    DataSet set = drawn(new Random(Seeds.next("PackTest")), 1);
    ShardWriter.EncodedSample stored =
        ShardWriter.EncodedSample.of(LoadedSample.of(set.samples().getFirst()));
    Path folder = Files.createDirectories(temporary.resolve("packed"));
    Path shard = Shard.path(folder, 0);
    for (String id : List.of("../../home/a", "/etc/a", "a\\..\\b")) {
      ObjectNode json =
          ((ObjectNode) PackedJson.checkedTree(stored.json(), shard, "sample")).put("id", id);
      try (ShardWriter writer =
          new ShardWriter(shard, PackedJson.checked(PackedDescription.of(set)))) {
        writer.append(
            "000000000",
            new ShardWriter.EncodedSample(
                stored.pictureHeader(),
                stored.picture(),
                stored.maskHeader(),
                stored.mask(),
                PackedJson.checked(json)));
        writer.finish();
      }
      String message =
          "%s: is truncated or damaged: 000000000.json is not a complete sample (a sample is called '%s': expected a name below a folder, such as images/1, without backslashes and without empty, '.' or '..' parts); %s"
              .formatted(shard, id, AGAIN);
      assertThatThrownBy(() -> PackedDataSet.open(folder))
          .isInstanceOf(RejectedFileException.class)
          .hasMessage(message);
      PackedIndex.ofShards(folder).write(folder);
      assertThatThrownBy(() -> PackedDataSet.open(folder))
          .isInstanceOf(RejectedFileException.class)
          .hasMessage(message);
      Files.delete(folder.resolve("index.json"));
    }
  }

  @Test
  void theDescriptionOfTheSensorIsPacked() throws Exception {
    Path sensor = temporary.resolve("its-sensor.yaml");
    Files.writeString(sensor, "name: ein Sensor für alles\n");
    DataSet drawn = drawn(new Random(1), 6);
    DataSet set = new DataSet("s", Rights.UNKNOWN, drawn.samples(), Optional.of(sensor));
    Path camera = temporary.resolve("camera.yaml");
    Files.writeString(camera, "name: eine Kamera für alles\n");
    Path folder = temporary.resolve("packed");
    pack(set, folder, 1 << 20, 1).run(_ -> {});
    assertThat(PackedDataSet.open(folder).camera().orElseThrow())
        .isEqualTo(folder.resolve("camera.yaml"))
        .hasSameTextualContentAs(camera);
    Path own = PackedDataSet.open(folder).sensor().orElseThrow();
    assertThat(own).isEqualTo(folder.resolve("sensor.yaml")).hasSameTextualContentAs(sensor);
    for (byte[] other : new byte[][] {"name: another\n".getBytes(StandardCharsets.UTF_8), {-1}}) {
      Files.write(own, other);
      assertThatThrownBy(() -> PackedDataSet.open(folder))
          .hasMessage(
              own
                  + ": differs from the one that was packed; delete it and pack the data set again:"
                  + " shards are kept");
    }
    Path latin = Files.write(temporary.resolve("latin.yaml"), new byte[] {'a', '\n', (byte) 0xe4});
    DataSet unreadable = new DataSet("s", Rights.UNKNOWN, drawn.samples(), Optional.of(latin));
    assertThatThrownBy(() -> pack(unreadable, temporary.resolve("b"), 1 << 20, 1).run(_ -> {}))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(latin + ": is not text in UTF-8 (byte e4 in line 2)");
    Files.delete(own);
    assertThatThrownBy(() -> PackedDataSet.open(folder))
        .hasMessage(
            own
                + ": is missing, but the shards refer to it; pack the data set again: shards are"
                + " kept");
    pack(set, folder, 1 << 20, 1).run(_ -> {});
    assertThat(own).hasSameTextualContentAs(sensor);
  }

  private Path packed(int count, long shardBytes) throws IOException {
    Path folder = temporary.resolve("packed");
    pack(drawn(new Random(1), count), folder, shardBytes, 2).run(_ -> {});
    return folder;
  }

  private static final String AGAIN = "copy it again from its source, or pack the data set again";

  @Test
  void missingAndTruncatedShardsAreReportedTogether() throws Exception {
    Path folder = packed(30, 40_000);
    long size = Files.size(Shard.path(folder, 1));
    try (RandomAccessFile file = new RandomAccessFile(Shard.path(folder, 1).toFile(), "rw")) {
      file.setLength(size - 1000);
    }
    Files.delete(Shard.path(folder, 0));
    assertThatThrownBy(() -> PackedDataSet.open(folder))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            "%s: lacks what its index lists: shard-000000.tar is missing; shard-000001.tar has %d bytes instead of %d; %s"
                .formatted(folder, size - 1000, size, AGAIN));
    Files.delete(folder.resolve("index.json"));
    assertThatThrownBy(() -> PackedDataSet.open(folder))
        .hasMessage(Shard.path(folder, 0) + ": is missing; name a folder that data pack wrote");
    Files.copy(Shard.path(folder, 1), Shard.path(folder, 0));
    assertThatThrownBy(() -> PackedDataSet.open(folder))
        .hasMessageMatching(
            ".*shard-000000.tar: is truncated or damaged: (ends within|has a damaged header).*; "
                + AGAIN);
  }

  /** A changed byte of a shard never changes a pixel silently. */
  @Test
  void aDamagedShardIsDetected() throws Exception {
    Random random = new Random(Seeds.next("PackTest"));
    Path folder = packed(6, 1 << 20);
    String hash = PackedIndex.read(folder).hash(PackedDataSet.open(folder));
    Path shard = Shard.path(folder, 0);
    byte[] whole = Files.readAllBytes(shard);
    for (int round = 0; round < 200; round++) {
      if (round == 100) {
        Files.delete(folder.resolve("index.json"));
      }
      byte[] damaged = whole.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(shard, damaged);
      try {
        assertThat(PackedDataSet.open(folder).hash()).as("byte %d", at).isEqualTo(hash);
      } catch (RejectedFileException e) {
        assertThat(e).hasMessageStartingWith(shard + ": ");
      }
    }
  }

  @Test
  void aFileTruncatedWhileReadIsRejected() throws Exception {
    Path folder = packed(30, 1 << 20);
    DataSet set = PackedDataSet.open(folder);
    for (int warm = 0; warm < 3000; warm++) { // compiled code must throw as well
      assertThat(set.samples().getLast().picture().read().width()).isPositive();
    }
    try (RandomAccessFile file = new RandomAccessFile(Shard.path(folder, 0).toFile(), "rw")) {
      file.setLength(4096);
    }
    assertThatThrownBy(() -> set.samples().getLast().picture().read())
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            Shard.path(folder, 0)
                + ": is truncated or damaged: 000000029.npy cannot be read; "
                + AGAIN);
  }

  @Test
  void otherVersionsAndOtherFilesAreRejected() throws Exception {
    Path folder = packed(6, 1 << 20);
    Path file = folder.resolve("index.json");
    String index = Files.readString(file);
    Files.writeString(file, index.replace("\"version\":1", "\"version\":2"));
    assertThatThrownBy(() -> PackedDataSet.open(folder))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            file
                + ": is of version 2 of packed data sets, and this program reads version 1; use the"
                + " Rawline that wrote it, or pack the data set again");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> PackedDataSet.open(folder))
        .hasMessage(
            file
                + ": is not the description of a packed data set; name a folder that data pack"
                + " wrote");
    Files.writeString(file, index.substring(0, 700));
    assertThatThrownBy(() -> PackedDataSet.open(folder))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(file + ": has a damaged index (")
        .hasMessageEndingWith(AGAIN);
    Files.writeString(file, index.replace("class 1", "class 2"));
    assertThatThrownBy(() -> PackedDataSet.open(folder))
        .hasMessage(
            file
                + ": has a damaged index (its checksum does not match); delete it: it will be"
                + " rebuilt from the shards");
    Files.delete(file);
    Files.writeString(Shard.path(folder, 0), "no tar");
    assertThatThrownBy(() -> PackedDataSet.open(folder))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            Shard.path(folder, 0)
                + ": is truncated or damaged: ends within a header at byte 0; "
                + AGAIN);
  }

  @Test
  void aRotatedMosaicIsRejected() throws Exception {
    RawImage turned =
        new RawImage(
            2,
            1,
            Cfa.RGGB,
            RawImage.Unit.DN,
            new float[2],
            new Calibration(
                16,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Orientation.TURNED_180));
    DataSet set =
        new DataSet(
            "t",
            Rights.UNKNOWN,
            List.of(new Sample("a", new Raw(turned), Label.NONE)),
            Optional.empty());
    assertThatThrownBy(() -> pack(set, temporary.resolve("packed"), 1 << 20, 1).run(_ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "sample a cannot be packed: RawImage 2×1 RGGB DN does not have upright orientation");
  }

  @Test
  void picturesAreReadIntoAGivenArray() throws Exception {
    DataSet set = PackedDataSet.open(packed(6, 1 << 20));
    for (Sample sample : set.samples()) {
      float[] fresh = sample.picture().read().samples();
      float[] room = new float[fresh.length];
      float[] wrong = new float[fresh.length + 1];
      if (sample.picture() instanceof PackedRaw raw) {
        assertThat(raw.read(room).samples()).isSameAs(room).containsExactly(fresh);
        assertThatThrownBy(() -> raw.read(wrong))
            .hasMessage(
                "%s has %d samples, the array has room for %d: give one of the same length"
                    .formatted(raw.name(), fresh.length, fresh.length + 1));
      } else {
        PackedPixels pixels = ((PackedIndex.PackedView) sample.picture()).pixels();
        pixels.read(room);
        assertThat(room).containsExactly(fresh);
        assertThatThrownBy(() -> pixels.read(wrong))
            .hasMessage(
                "%s has %d samples, the array has room for %d: give one of the same length"
                    .formatted(pixels.name(), fresh.length, fresh.length + 1));
      }
    }
  }

  private static String output(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void tarListsAShard() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/tar")), "skipped: there is no /usr/bin/tar");
    Path folder = packed(2, 1 << 20);
    assertThat(output(folder, "/usr/bin/tar", "--utc", "-tvf", "shard-000000.tar").lines())
        .hasSize(6)
        .first()
        .asString()
        .matches("-rw-r--r-- 0/0 +\\d+ 1970-01-01 00:00 __data_set__");
    output(folder, "/usr/bin/tar", "-xf", "shard-000000.tar");
    assertThat(folder.resolve("000000001.mask.npy")).exists();
  }

  /** The six lines of docs/reference/packed.md, run as they are printed there. */
  @Test
  void pythonReadsAShard() throws Exception {
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(
        Files.isExecutable(python)
            && new ProcessBuilder(python.toString(), "-c", "import numpy").start().waitFor() == 0,
        "skipped: there is no /usr/bin/python3 with numpy");
    Path folder = packed(6, 1 << 20);
    String code = documentedReader() + PRINT_SAMPLES;
    JsonNode samples = new ObjectMapper().readTree(output(folder, python.toString(), "-c", code));
    PackedIndex index = PackedIndex.read(folder);
    DataSet set = PackedDataSet.open(folder);
    assertThat(samples).hasSize(set.samples().size());
    for (int i = 0; i < set.samples().size(); i++) {
      PackedArray picture = index.samples().get(i).sample().picture();
      requireSame(samples.get(i), set.samples().get(i), picture);
    }
  }

  private static final String PRINT_SAMPLES =
      "print(json.dumps([[s['id'], str(s['picture'].dtype), s['picture'].shape,"
          + " s['picture'].astype('float64').ravel().tolist(),"
          + " None if s['mask'] is None else s['mask'].ravel().tolist()]"
          + " for s in samples]))";

  private static String documentedReader() throws IOException {
    Matcher code =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "reference", "packed.md")));
    assertThat(code.find()).isTrue();
    assertThat(code.group(1).strip().lines()).hasSize(6);
    return code.group(1);
  }

  private static void requireSame(JsonNode read, Sample sample, PackedArray picture)
      throws IOException {
    assertThat(read.get(0).asString("")).isEqualTo(sample.id());
    assertThat(read.get(1).asString("")).isEqualTo(picture.type().toString());
    assertThat(read.get(2)).extracting(JsonNode::asInt).containsExactlyElementsOf(picture.shape());
    float[] pixels = sample.picture().read().samples();
    assertThat(read.get(3)).hasSize(pixels.length);
    for (int k = 0; k < pixels.length; k++) {
      assertThat((float) read.get(3).get(k).asDouble() / picture.divisor()).isEqualTo(pixels[k]);
    }
    assertThat(read.get(4).isNull()).isEqualTo(sample.label().mask().isEmpty());
    if (sample.label().mask().isPresent()) {
      byte[] kinds = sample.label().mask().get().read().kinds();
      for (int k = 0; k < kinds.length; k++) {
        assertThat((byte) read.get(4).get(k).asInt(0)).isEqualTo(kinds[k]);
      }
    }
  }
}
