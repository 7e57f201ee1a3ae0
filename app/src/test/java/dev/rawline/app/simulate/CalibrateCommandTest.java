package dev.rawline.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
  private static final String FLATS = Path.of("..", "examples", "flats").toString();

  @TempDir private Path work;

  @Test
  void resultsArePrintedAndASecondRunIsUpToDate() {
    Ran first = calibrate(FLATS, "--pitch", "3.45");

    assertThat(first.err())
        .startsWith(
            FLATS + ": assuming 12-bit values, as used by the frames; to change that, give --bits")
        .containsPattern("\\[1/1] .*flats: 13 files, 0\\.3 MP in .* s\\R")
        .doesNotContain("assumes a pixel pitch");
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .containsPattern("K +0\\.35\\d* DN/e⁻ +0\\.3\\d+ to 0\\.3\\d+ +system gain\\R")
        .contains("quantum efficiency", "e⁻", "dynamic range", "95 % interval")
        .endsWith("calibrated: %s%n".formatted(work.resolve("out/report.html")));
    assertThat(first.out().lines().mapToInt(String::length).max().orElse(0))
        .as("fits a terminal")
        .isLessThanOrEqualTo(110);
    assertThat(work.resolve("out/sensor.yaml")).content().contains("name: flats");

    Ran second = calibrate(FLATS + "/frames.csv", "--pitch", "3.45");
    assertThat(second.code()).isZero();
    assertThat(second.out())
        .isEqualTo("up to date: %s%n".formatted(work.resolve("out/report.html")));
  }

  @Test
  void unsuitableSourcesAreReportedInOneSentence() throws IOException {
    calibrate(work + "/no").assertRefused(work + "/no: does not exist; check the path");
    calibrate(work.toString()).assertRefused("contains no measurement; put a frames.csv into it");
    String photo = work.resolve("photo.png").toString();
    ImageIO.write(
        new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", Path.of(photo).toFile());
    calibrate(photo)
        .assertRefused(
            "photo.png: is a single file, not a table of frames; list flat and dark frames in a"
                + " frames.csv, or use ordinary images with --from-images");
    Ran.rawline("calibrate", "--out", "x").assertRefused("FRAMES");
  }

  @Test
  void allMistakesOfATableAreReportedWithTheirLines() throws IOException {
    Path table =
        Files.writeString(work.resolve("frames.csv"), "file,kind,exposure_ms\nnope.png,light,4\n");
    calibrate(table.toString())
        .assertRefused("line 1: names no column exposure_ns", "it has file, kind, exposure_ms");
    Files.writeString(table, "file,kind,exposure_ns\nnope.png,light,4\n");
    calibrate(work.toString())
        .assertRefused(
            "frames.csv: 2 errors",
            "line 2: there is no file " + work.resolve("nope.png"),
            "line 2: kind is 'light': expected one of bright, dark, bright_spatial, dark_spatial");
  }

  @Test
  void processedImagesAreRefused() throws IOException {
    List<String> table = new ArrayList<>(List.of("file,kind,exposure_ns"));
    BufferedImage colours = new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
    colours.setRGB(5, 7, 0xff8000);
    for (String name : List.of("b1.png", "b2.png", "d1.png", "d2.png")) {
      ImageIO.write(colours, "png", work.resolve(name).toFile());
      table.add(name + (name.startsWith("b") ? ",bright,1000" : ",dark,1000"));
    }
    Files.write(work.resolve("frames.csv"), table);

    calibrate(work.toString()).assertRefused("is a colour image", "already demosaiced");
  }

  @Test
  void optionsAreExplained() {
    calibrate(FLATS, "--cfa", "xtrans").assertRefused("--cfa", "RGGB", "MONOCHROME");
    calibrate(FLATS, "--bits", "20")
        .assertRefused("the resolution of the converter is 20: expected 8 to 16 (bits)");
    calibrate(FLATS, "--bits", "10").assertRefused("contains values of more than 10 bits");
    calibrate(FLATS, "--pitch", "0").assertRefused("the pixel pitch is 0: ", "(µm)");
    assertThat(Ran.rawline("calibrate", "--help").out())
        .contains("photons_per_pixel", "exposure_ns", "[µm]", "sensor.yaml", "95 %");
  }

  @Test
  void ordinaryImagesGiveGainAndDarkNoise() {
    String chart = Path.of("..", "examples", "chart.png").toString();
    Ran ran = calibrate(chart, "--from-images");

    assertThat(ran.err()).startsWith("[1/1]").contains("chart.png: 1 file, ");
    assertThat(ran.code()).isZero();
    // The chart's electrons fill 0.9375 of the 16 bits (ExampleMosaic): 12,000 at the white level.
    assertThat(gain(ran.out(), "green 1")).isBetween(5.12 * 0.8, 5.12 * 1.25);
    assertThat(ran.out()).contains("K red", "σ_y.dark blue", "DN/e⁻").contains("noise-level.json");
    assertThat(work.resolve("out/noise-level.json")).content().contains("patches", "sha256");

    Ran again = calibrate(chart, "--from-images");
    assertThat(again.code()).isZero();
    assertThat(again.err()).contains("up to date");
    assertThat(again.out()).isEqualTo("up to date: %s%n", work.resolve("out/noise-level.json"));

    calibrate(chart, "--from-images", "--bits", "12")
        .assertRefused("--name, --bits and --pitch do nothing with --from-images");
    calibrate(chart, "--from-images", "--cfa", "monochrome")
        .assertRefused("--cfa MONOCHROME has no effect with --from-images: leave it out");
    Ran levelless = calibrate(FLATS + "/dark-00-a.png", "--from-images", "--force");
    assertThat(levelless.code()).isEqualTo(2);
    assertThat(levelless.err()).contains("states no black level: expected one (DN)");
  }

  @Test
  void noiseOfOtherImagesIsReplacedOnlyByForce() throws IOException {
    String chart = Path.of("..", "examples", "chart.png").toString();
    Path record = work.resolve("out/noise-level.json");
    Files.createDirectories(work.resolve("out"));
    Files.writeString(record, "mine");
    calibrate(chart, "--from-images")
        .assertRefused(
            record
                + ": is no record of noise that was estimated; choose another folder with --out, or"
                + " replace it with --force");
    assertThat(record).hasContent("mine");

    assertThat(calibrate(chart, "--from-images", "--force").code()).isZero();
    String found = Files.readString(record);
    calibrate(FLATS + "/dark-00-a.png", "--from-images").assertRefused("is of other images");
    assertThat(record).hasContent(found);
    // Other settings are another estimate of the same images.
    assertThat(calibrate(chart, "--from-images", "--cfa", "BGGR").out()).contains("estimated");
    assertThat(record).content().isNotEqualTo(found);
  }

  private static double gain(String table, String channel) {
    Matcher line = Pattern.compile("K " + channel + " +(\\S+) DN/e⁻").matcher(table);
    assertThat(line.find()).as(table).isTrue();
    return Double.parseDouble(line.group(1));
  }

  @Test
  void unwritableOutputsAreReportedInOneSentence() throws IOException {
    Path file = Files.writeString(work.resolve("file"), "");
    Ran onto = Ran.rawline("calibrate", FLATS, "--out", file.toString());
    assertThat(onto.code()).isEqualTo(1);
    assertThat(onto.err())
        .contains("it is a file, not a folder; choose another folder")
        .doesNotContain("\tat ");

    Files.createDirectories(work.resolve("out/report.html/something"));
    Ran blocked = calibrate(FLATS);
    assertThat(blocked.code()).isEqualTo(1);
    assertThat(blocked.err()).contains("cannot write", "report.html").doesNotContain("\tat ");
    try (Stream<Path> files = Files.list(work.resolve("out"))) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("report.html");
    }
  }

  @Test
  void aFullDiskIsReportedInOneSentence() {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "skipped: no /dev/full here");
    Ran ran = Ran.rawline("calibrate", FLATS, "--out", "/dev/full/calibration");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("rawline calibrate: cannot create the folder /dev/full/calibration");
  }

  private Ran calibrate(String source, String... more) {
    List<String> words =
        new ArrayList<>(List.of("calibrate", source, "--out", work.resolve("out").toString()));
    words.addAll(List.of(more));
    return Ran.rawline(words.toArray(String[]::new));
  }
}
