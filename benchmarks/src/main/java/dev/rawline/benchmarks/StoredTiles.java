package dev.rawline.benchmarks;

import dev.rawline.data.card.Rights;
import dev.rawline.data.pack.DataSetPacker;
import dev.rawline.data.pack.PackedDataSet;
import dev.rawline.data.pack.PackedRaw;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawFilePicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SamplePicture;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.workbench.output.TemporaryFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * The same raw mosaics of 256² pixels and 12 bits with noise, in 16-bit PNG, in TIFF with sidecars,
 * and in a shard; read repeatedly, one after another.
 */
final class StoredTiles implements AutoCloseable {
  /** The formats, and {@code packed-into}: packed, into a reused array. */
  static final List<String> FORMS = List.of("png", "tiff", "packed", "packed-into");

  static final int SIDE = 256;
  static final int PIXELS = SIDE * SIDE;

  private final TemporaryFolder scratch = TemporaryFolder.make("rawline-tiles");
  private final List<SamplePicture> pictures;
  private final float[] room = new float[PIXELS];
  private final boolean into;
  private int next;

  /**
   * Writes tiles.
   *
   * @param form how they are stored
   * @param count how many; together they should be larger than the processor's caches
   */
  StoredTiles(String form, int count) throws IOException {
    Path folder = scratch.path();
    into = form.equals("packed-into");
    List<Sample> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RawImage tile = tile(i);
      Path file = folder.resolve("%06d.%s".formatted(i, form.equals("png") ? "png" : "tiff"));
      if (form.equals("png")) {
        writePng(tile, file);
      } else {
        RawFiles.write(tile, file);
      }
      files.add(
          new Sample(
              "tile " + i, new RawFilePicture(file, RawDescription.NONE), Label.of("noise")));
    }
    DataSet set = new DataSet("tiles", Rights.UNKNOWN, files, Optional.empty());
    if (form.startsWith("packed")) {
      new DataSetPacker(set, folder, DataSetPacker.SHARD_BYTES, Map.of(), 1).run(_ -> {});
      set = PackedDataSet.open(folder);
    }
    pictures = set.samples().stream().map(Sample::picture).toList();
  }

  /** Returns their folder. */
  Path folder() {
    return scratch.path();
  }

  /** Reads the next tile. */
  Frame read() {
    SamplePicture picture = pictures.get(next);
    next = (next + 1) % pictures.size();
    try {
      return into && picture instanceof PackedRaw raw ? raw.read(room) : picture.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RawImage tile(int number) {
    Random random = new Random(number);
    float[] samples = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      int row = i / SIDE;
      int column = i % SIDE;
      double level = 400 + 6 * column + (column / 37 + row / 53) % 2 * 800;
      samples[i] = 16 * Math.round(level + 12 * random.nextGaussian());
    }
    return new RawImage(
        SIDE, SIDE, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(Short.SIZE));
  }

  /** Writes a mosaic of 16 bits as the JDK does. */
  static void writePng(RawImage tile, Path file) throws IOException {
    BufferedImage picture =
        new BufferedImage(tile.width(), tile.height(), BufferedImage.TYPE_USHORT_GRAY);
    picture.getRaster().setPixels(0, 0, tile.width(), tile.height(), tile.samples());
    ImageIO.write(picture, "png", file.toFile());
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
