package dev.rawline.lab.calibrate;

import dev.rawline.data.layout.MeasuredFrame.Kind;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.BenchSensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Makes {@code examples/flats}, the measurement that the README calibrates: flat and dark frames of
 * a monochrome sensor whose numbers are known.
 *
 * <p>The lamp burns evenly; fifteen exposure times make the exposures, the last ones beyond
 * saturation.
 */
final class ExampleFlats {
  static final int SIDE = 56;
  static final double PHOTONS_A_MILLISECOND = 150;
  static final double TEMPERATURE = 20; // °C

  /** The sensor; its well fills before its converter ends. */
  static final SensorSpec TRUTH =
      BenchSensors.of(
          "example",
          values -> {
            values.fullWell = 10_500;
            values.darkCurrent = 200;
            values.readNoise = 4;
            values.photoResponseNonUniformity = 0.006;
            values.darkSignalNonUniformity = 2;
            values.hotPixels = 0.0015;
            values.hotPixelCurrent = 20_000;
            values.deadPixels = 0.001;
            values.gain = 0.35;
            values.offset = 64;
            values.adcBits = 12;
            values.containerBits = 12;
          });

  private static final int EXPOSURES = 15;
  private static final double STEP = 9; // ms
  private static final double SPATIAL = 55; // ms, near half saturation
  private static final int STACKED = 16;
  private static final long SEED = 20_241_125;

  private final Path folder;
  private final SensorDevice device = new SensorDevice(TRUTH, SIDE, SIDE, SEED);
  private final StringBuilder table =
      new StringBuilder("file,kind,exposure_ns,photons_per_pixel\n");

  private ExampleFlats(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes the frames and {@code frames.csv}.
   *
   * @param arguments the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]));
  }

  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    ExampleFlats flats = new ExampleFlats(folder);
    for (int i = 0; i < EXPOSURES; i++) {
      for (Kind kind : new Kind[] {Kind.BRIGHT, Kind.DARK}) {
        flats.write("%s-%02d-a.png".formatted(kind, i), kind, 1 + STEP * i);
        flats.write("%s-%02d-b.png".formatted(kind, i), kind, 1 + STEP * i);
      }
    }
    for (Kind kind : new Kind[] {Kind.BRIGHT_SPATIAL, Kind.DARK_SPATIAL}) {
      for (int i = 0; i < STACKED; i++) {
        flats.write("%s-%02d.png".formatted(kind, i), kind, SPATIAL);
      }
    }
    Files.writeString(folder.resolve("frames.csv"), flats.table);
  }

  private void write(String name, Kind kind, double milliseconds) throws IOException {
    Exposure exposure = new Exposure(milliseconds / 1000, TEMPERATURE);
    Seed seed = new Seed(SEED, name);
    double photons = PHOTONS_A_MILLISECOND * milliseconds;
    RawImage raw =
        kind.isBright() ? device.flat(photons, exposure, seed) : device.dark(exposure, seed);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_USHORT_GRAY);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        image.getRaster().setSample(column, row, 0, (int) raw.at(row, column));
      }
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
    table.append(
        "%s,%s,%d,%s\n"
            .formatted(
                name,
                kind,
                Math.round(1e6 * milliseconds),
                kind.isBright() ? Long.toString(Math.round(photons)) : ""));
  }
}
