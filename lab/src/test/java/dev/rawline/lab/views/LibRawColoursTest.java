package dev.rawline.lab.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ExposureCompensation;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares colours with those of {@code dcraw_emu} (LibRaw): its white balance as shot, bilinear
 * demosaicing, no automatic brightness, highlights clipped, γ 2.2, sRGB.
 *
 * <p>{@code -W} alone does not turn off all automatic brightness: where no sample is above 75 % of
 * the white level, LibRaw takes the largest sample for white; {@code -c 0} turns that off too.
 */
class LibRawColoursTest {
  private static final String BLACKMAGIC = "blackmagic_pocket_gbrg_12bit.dng";
  private static final String CANON = "canon_kissx4_colorchart_rggb.dng";

  /** Levels of 255. */
  private static final double ALLOWED = 3;

  @TempDir private Path work;

  @BeforeAll
  static void requireLibRaw() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "dcraw_emu"))),
        "skipped: dcraw_emu is not installed (apt-get install libraw-bin)");
  }

  /** Our own reader, and LibRaw's, which reads what a maker's extension says. */
  @ParameterizedTest
  @ValueSource(
      strings = {BLACKMAGIC + " a.dng", BLACKMAGIC + " a.nef", CANON + " a.dng", CANON + " a.nef"})
  void coloursAreThoseOfLibRaw(String files) throws Exception {
    String[] names = files.split(" ", -1);
    Path file = work.resolve(names[1]);
    Files.copy(SharedData.require("data/raw/" + names[0]), file);
    assertAgrees(file);
  }

  /** As in the light of a bulb: LibRaw scales the smallest gain to 1, so that white stays white. */
  @ParameterizedTest
  @ValueSource(ints = {1250, 1500})
  void coloursUnderAGainBelowOneAreThoseOfLibRaw(int red) throws Exception {
    byte[] bytes = Files.readAllBytes(SharedData.require("data/raw/" + CANON));
    byte[] asShot = rationals(1000, 2477, 1462);
    int at = 0;
    while (!Arrays.equals(bytes, at, at + asShot.length, asShot, 0, asShot.length)) {
      at++;
    }
    byte[] neutral = rationals(red, 1000, 600);
    System.arraycopy(neutral, 0, bytes, at, neutral.length);
    assertAgrees(Files.write(work.resolve("bulb.dng"), bytes));
  }

  private static byte[] rationals(int... thousandths) {
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * Integer.BYTES * thousandths.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : thousandths) {
      bytes.putInt(value).putInt(1000);
    }
    return bytes.array();
  }

  private static void assertAgrees(Path file) throws Exception {
    double[][] theirs = libRaw(file);
    View ours = rawline(file);
    double sum = 0;
    double[] differences = new double[theirs[0].length * theirs.length];
    for (Colour colour : Colour.values()) {
      double[] plane = theirs[colour.plane()];
      for (int i = 0; i < plane.length; i++) {
        double difference =
            Math.abs(255 * ours.at(colour, i / ours.width(), i % ours.width()) - plane[i]);
        differences[colour.plane() * plane.length + i] = difference;
        sum += difference;
      }
    }
    Arrays.sort(differences);
    assertThat(sum / differences.length).as("mean").isLessThan(ALLOWED / 10);
    assertThat(differences[(int) (0.99 * differences.length)])
        .as("99th percentile; the curves differ most where it is dark")
        .isLessThan(ALLOWED);
  }

  private static View rawline(Path file) throws IOException {
    CameraChoice choice = new CameraChoice.FromFile();
    RawImage raw = RawFiles.read(file);
    Camera camera = choice.of(raw, file);
    Isp chain = Isp.plain(camera, Bilinear.DEFAULT);
    return new Development(Optional.empty(), ExposureCompensation.Fixed.NONE)
        .settled(choice, camera, chain, raw, true)
        .of(chain)
        .apply(camera.normalise(raw));
  }

  /** Returns the planes of what dcraw_emu renders, in levels of 255. */
  private static double[][] libRaw(Path file) throws Exception {
    Path rendered = file.resolveSibling(file.getFileName() + ".ppm");
    Process program =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of("dcraw_emu -w -q 0 -W -c 0 -g 2.2 0 -o 1 -H 0 -6".split(" ", -1)),
                        Stream.of(file.toString()))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).as(output).isZero();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(rendered));
    StringBuilder header = new StringBuilder();
    while (header.toString().chars().filter(letter -> letter == '\n').count() < 3) {
      header.append((char) bytes.get());
    }
    assertThat(header.toString()).startsWith("P6").endsWith("\n65535\n");
    double[][] planes = new double[3][bytes.remaining() / 6];
    for (int i = 0; i < planes[0].length; i++) {
      for (double[] plane : planes) {
        plane[i] = Short.toUnsignedInt(bytes.getShort()) / 257.0;
      }
    }
    return planes;
  }
}
