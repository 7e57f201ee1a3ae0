package dev.rawline.lab.dataset;

import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/** A small data set of raw frames with masks, in the layout of the published drone data. */
final class Streets {
  static final int WIDTH = 40;
  static final int HEIGHT = 24;

  private Streets() {}

  /**
   * Writes photos in full light and a tenth of it.
   *
   * <p>The mask of photo n has one object of 6×4 px at row 2, column 8 · n.
   */
  static Path write(Path folder, int photos) throws IOException {
    Random random = new Random(5);
    for (int photo = 0; photo < photos; photo++) {
      float[] samples = new float[WIDTH * HEIGHT];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = 5000 + random.nextInt(50_000);
      }
      byte[] kinds = new byte[WIDTH * HEIGHT];
      for (int row = 2; row < 6; row++) {
        for (int column = 8 * photo; column < 8 * photo + 6; column++) {
          kinds[row * WIDTH + column] = 1;
        }
      }
      String name = "DJI_%04d".formatted(photo);
      write(folder.resolve("images_full/raw_scale100/" + name + ".tiff"), samples);
      float[] dark = new float[samples.length];
      for (int i = 0; i < dark.length; i++) {
        dark[i] = 4096 + Math.round((samples[i] - 4096) / 10);
      }
      write(folder.resolve("images_full/raw_scale010/" + name + ".tiff"), dark);
      Path mask = folder.resolve("masks_full/" + name + ".png");
      Files.createDirectories(mask.getParent());
      MaskFile.write(new Mask(WIDTH, HEIGHT, kinds), mask);
    }
    return folder;
  }

  private static void write(Path file, float[] samples) throws IOException {
    Files.createDirectories(file.getParent());
    Calibration known = Calibration.unknown(Short.SIZE);
    RawFiles.write(
        new RawImage(
            WIDTH,
            HEIGHT,
            Cfa.RGGB,
            RawImage.Unit.DN,
            samples,
            new Calibration(
                Short.SIZE,
                known.blackLevel(),
                Optional.of(new SourcedValue<>(65535.0, "test")),
                known.whiteBalance(),
                known.colourMatrix(),
                Optional.of(new SourcedValue<>("drone", "test")),
                known.iso(),
                known.exposureSeconds(),
                known.orientation())),
        file);
  }
}
