package dev.rawline.data.raw;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.pack.DataSetPacker;
import dev.rawline.data.pack.PackedDataSet;
import dev.rawline.data.picture.EncodedImages;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.picture.MaskPalette;
import dev.rawline.data.picture.PictureReader;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.split.SplitFractions;
import dev.rawline.data.split.SplitProtocol;
import dev.rawline.data.store.Cache;
import dev.rawline.data.store.DataSetSource;
import dev.rawline.data.store.StoreAccess;
import dev.rawline.imaging.MutatedFiles;
import dev.rawline.imaging.MutatedFiles.Kind;
import dev.rawline.imaging.MutatedFiles.Notices;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A valid file of every kind of data, mutated at random.
 *
 * <p>What cannot be noticed, and is why only some kinds promise to notice everything: without a
 * checksum another valid number is a number. So the samples of DNG, uncompressed TIFF, NumPy and
 * {@code .raw}, valid codes of LZW, PackBits, Huffman and JPEG, tags with another valid value, the
 * content of an uncompressed tar, the names in a zip, and words and lines of YAML and CSV may
 * change unseen. A file that is cut short, though, is noticed in every binary format and in JSON.
 */
class MutatedFilesTest {
  private static final int WIDTH = 46;
  private static final int HEIGHT = 34;

  @TempDir private Path scratch;

  @Test
  void sixtyMutationsAreReadAlikeOrRefused() throws Exception {
    Random random = new Random(Seeds.next("sixtyMutationsAreReadAlikeOrRefused"));
    MutatedFiles.check(kinds(random), 60, scratch, random);
  }

  @Test
  @Tag("slow")
  void aThousandMutationsOfEveryKindAreReadAlikeOrRefused() throws Exception {
    Random random = new Random(Seeds.next("aThousandMutationsOfEveryKindAreReadAlikeOrRefused"));
    List<Kind> kinds = kinds(random);
    MutatedFiles.check(kinds, 1000 * kinds.size(), scratch, random);
  }

  private List<Kind> kinds(Random random) throws Exception {
    List<Kind> kinds = new ArrayList<>();
    char[] samples = Samples.random(random, WIDTH, HEIGHT, 12);
    DngWriter dng = new DngWriter(WIDTH, HEIGHT, 12, samples).tag(50714, new double[] {16});
    kinds.add(raw("dng", "a.dng", dng.bytes()));
    kinds.add(raw("dng, lossless JPEG", "a.dng", dng.tiles(16, 8).jpeg(6, 2, 1).bytes()));
    BufferedImage deep = picture(BufferedImage.TYPE_USHORT_GRAY, random);
    BufferedImage grey = picture(BufferedImage.TYPE_BYTE_GRAY, random);
    BufferedImage colours = picture(BufferedImage.TYPE_3BYTE_BGR, random);
    for (String code : List.of("none", "LZW", "Deflate", "PackBits", "JPEG")) {
      for (boolean tiled : new boolean[] {false, true}) {
        byte[] mosaic =
            EncodedImages.tiff(
                code.equals("JPEG") ? grey : deep, code, tiled && !code.equals("JPEG"));
        kinds.add(raw("TIFF, " + code, "a.tiff", mosaic));
        kinds.add(picture("TIFF, " + code, "b.tiff", EncodedImages.tiff(colours, code, tiled)));
      }
    }
    kinds.add(mask("mask, TIFF", EncodedImages.tiff(grey, "LZW", false), Notices.CUTS));
    kinds.add(mask("mask, PNG", encoded(grey, "png"), Notices.EVERYTHING));
    kinds.add(
        new Kind(
            "raw PNG",
            Notices.EVERYTHING,
            Map.of("a.png", encoded(deep, "png")),
            folder -> text(RawFiles.read(folder.resolve("a.png")))));
    kinds.add(
        new Kind(
            "PNG",
            Notices.EVERYTHING,
            Map.of("b.png", encoded(colours, "png")),
            folder -> Arrays.toString(PictureReader.read(folder.resolve("b.png")).samples())));
    kinds.add(picture("JPEG", "c.jpg", encoded(colours, "jpg")));
    kinds.add(raw("npy", "a.npy", NumpyArray.write(List.of(HEIGHT, WIDTH), fractions(random))));
    kinds.add(
        new Kind(
            "raw",
            Notices.NONSENSE,
            Map.of(
                "a.raw",
                words(samples),
                "a.yaml",
                utf8("width: %d\nheight: %d\nbits: 12\ncfa: RGGB\n".formatted(WIDTH, HEIGHT))),
            folder -> text(RawFiles.read(folder.resolve("a.raw")))));
    if (LibRawLibrary.find().isPresent()) {
      kinds.add(raw("RW2", "a.rw2", LibRawTest.panasonic(320, 256, 320 * 256 / 10 * 16)));
    }
    kinds.addAll(dataSets(random));
    kinds.add(yaml("sensor.yaml", DescriptionFiles.SENSOR.text(SensorSpec.DRONE)));
    kinds.add(yaml("camera.yaml", DescriptionFiles.CAMERA.text(Camera.DRONE)));
    return kinds;
  }

  private List<Kind> dataSets(Random random) throws Exception {
    Path source = scratch.resolve("source");
    Map<String, byte[]> files = new HashMap<>();
    StringBuilder labels = new StringBuilder("file,class\n");
    for (int i = 0; i < 4; i++) {
      byte[] png = encoded(picture(BufferedImage.TYPE_BYTE_GRAY, random), "png");
      files.put("images/%d.png".formatted(i), png);
      labels.append("images/%d.png,class %d\n".formatted(i, i % 2));
    }
    files.put("labels.csv", utf8(labels.toString()));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = source.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
    Path packed = scratch.resolve("shards");
    DataSet set = DataSets.open(source);
    new DataSetPacker(set, packed, 1 << 20, Map.of(), 1).run(_ -> {});
    Path split = scratch.resolve("split.json");
    SplitFile.of(set, new SplitProtocol.ShuffleSplit(new SplitFractions(0.5, 0, 0.5), 1), 1)
        .write(split);
    return List.of(
        new Kind("labels", Notices.NONSENSE, files, folder -> DataSets.open(folder).samples()),
        new Kind("packed", Notices.EVERYTHING, contents(packed), MutatedFilesTest::packed),
        new Kind(
            "split",
            Notices.CUTS,
            Map.of("split.json", Files.readAllBytes(split)),
            folder -> SplitFile.read(folder.resolve("split.json"))),
        archive("a.zip", zip(files), Notices.CUTS),
        archive("a.tar", tar(files), Notices.CUTS),
        archive("a.tgz", gzip(tar(files)), Notices.EVERYTHING));
  }

  private static Object packed(Path folder) throws IOException {
    DataSet set = PackedDataSet.open(folder);
    return set.name() + set.hash() + set.samples().stream().map(each -> each.id()).toList();
  }

  private Kind archive(String name, byte[] bytes, Notices notices) {
    return new Kind(
        name,
        notices,
        Map.of(name, bytes),
        folder -> {
          Path cache = scratch.resolve("cache");
          MutatedFiles.delete(cache);
          Path made =
              new DataSetSource(new Cache(cache), StoreAccess.STANDARD)
                  .resolve(folder.resolve(name).toString(), Progress.SILENT);
          StringBuilder text = new StringBuilder();
          contents(made).entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .forEach(file -> text.append(file.getKey()).append(Arrays.toString(file.getValue())));
          return text;
        });
  }

  private static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> contents = new HashMap<>();
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    return contents;
  }

  private static Kind raw(String kind, String name, byte[] bytes) {
    return new Kind(
        kind,
        Notices.CUTS,
        Map.of(name, bytes),
        folder -> text(RawFiles.read(folder.resolve(name))));
  }

  private static Kind picture(String kind, String name, byte[] bytes) {
    return new Kind(
        kind,
        Notices.CUTS,
        Map.of(name, bytes),
        folder -> Arrays.toString(PictureReader.read(folder.resolve(name)).samples()));
  }

  private static Kind mask(String kind, byte[] bytes, Notices notices) {
    String name = kind.endsWith("PNG") ? "m.png" : "m.tiff";
    return new Kind(
        kind,
        notices,
        Map.of(name, bytes),
        folder ->
            Arrays.toString(MaskFile.read(folder.resolve(name), MaskPalette.FOREGROUND).kinds()));
  }

  private static Kind yaml(String name, String text) {
    return new Kind(
        name,
        Notices.NONSENSE,
        Map.of(name, utf8(text)),
        folder ->
            name.startsWith("sensor")
                ? DescriptionFiles.SENSOR.read(folder.resolve(name))
                : DescriptionFiles.CAMERA.read(folder.resolve(name)));
  }

  private static String text(RawImage raw) {
    return "%d×%d %s %s %s %s"
        .formatted(
            raw.width(),
            raw.height(),
            raw.cfa(),
            raw.unit(),
            raw.calibration(),
            Arrays.toString(raw.samples()));
  }

  private static BufferedImage picture(int type, Random random) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
    int levels = type == BufferedImage.TYPE_USHORT_GRAY ? 1 << 16 : 1 << 8;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int band = 0; band < picture.getRaster().getNumBands(); band++) {
          // Half of the rows compress well.
          int level = y % 2 == 0 ? y * levels / HEIGHT : random.nextInt(levels);
          picture.getRaster().setSample(x, y, band, level);
        }
      }
    }
    return picture;
  }

  private static byte[] encoded(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }

  private static float[] fractions(Random random) {
    float[] fractions = new float[WIDTH * HEIGHT];
    for (int i = 0; i < fractions.length; i++) {
      fractions[i] = random.nextFloat();
    }
    return fractions;
  }

  private static byte[] words(char[] samples) {
    byte[] bytes = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[2 * i] = (byte) samples[i];
      bytes[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        out.putArchiveEntry(entry);
        out.write(file.getValue());
        out.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
