package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Cfa;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * The quality of demosaicing on Kodak's pictures, and its table in {@code
 * docs/results/demosaicing.md}; {@code -Drawline.docs=write} updates the table.
 *
 * <p>Protocol: an 8-bit sRGB picture is mosaicked in RGGB, demosaiced and clipped to [0, 255], not
 * rounded; CPSNR = 10 log10(255² / mean of (restored − true)²) over all pixels and all three
 * colours.
 */
class DemosaicingQualityTest {
  private static final List<Demosaicing> METHODS =
      List.of(Bilinear.DEFAULT, Malvar2004.DEFAULT, Menon2007.DEFAULT);
  private static final Path PAGE = Path.of("..", "docs", "results", "demosaicing.md");
  private static final String TABLE = "| picture | bilinear | Malvar 2004 | Menon 2007 |\n";

  @Test
  void lighthouseIsRestoredWithItsRecordedQuality() throws IOException {
    double[] decibels = decibels(SharedData.require("data/kodak/kodim19.png"));
    assertThat(decibels[0]).isGreaterThanOrEqualTo(27.6);
    assertThat(decibels[1]).isGreaterThanOrEqualTo(33.7);
    assertThat(decibels[2]).isGreaterThanOrEqualTo(39.9);
  }

  @Test
  void documentStatesTheNumbers() throws IOException {
    String page = Files.readString(PAGE);
    String table = table(SharedData.require("data/kodak"));
    int begin = page.indexOf(TABLE);
    int end = page.indexOf("\n\n", begin);
    if (System.getProperty("rawline.docs", "").equals("write")) {
      page = page.substring(0, begin) + table + page.substring(end + 1);
      Files.writeString(PAGE, page);
    }
    assertThat(page).contains(table);
  }

  private static String table(Path folder) throws IOException {
    List<Path> pictures;
    try (Stream<Path> files = Files.list(folder)) {
      pictures = files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
    StringBuilder table = new StringBuilder(TABLE).append("|---|---:|---:|---:|\n");
    List<double[]> all = new ArrayList<>();
    for (Path picture : pictures) {
      double[] decibels = decibels(picture);
      all.add(decibels);
      table.append(row(picture.getFileName().toString().replace(".png", ""), decibels));
    }
    double[] means = new double[METHODS.size()];
    for (int method = 0; method < means.length; method++) {
      int column = method;
      means[method] = all.stream().mapToDouble(row -> row[column]).average().orElseThrow();
    }
    return table.append(row("**mean**", means)).toString();
  }

  private static String row(String name, double[] decibels) {
    StringBuilder row = new StringBuilder("| ").append(name);
    DoubleStream.of(decibels)
        .forEach(value -> row.append(String.format(Locale.ROOT, " | %.2f", value)));
    return row.append(" |\n").toString();
  }

  /** Returns the CPSNR of each method [dB]. */
  private static double[] decibels(Path picture) throws IOException {
    Planes truth = read(picture);
    Planes mosaic = mosaic(truth);
    return METHODS.stream()
        .mapToDouble(
            method -> {
              Planes restored = StageDefinitions.apply(method, mosaic, Cfa.RGGB);
              double squares = 0;
              for (int i = 0; i < truth.samples.length; i++) {
                double clipped = Math.clamp(restored.samples[i], 0, 255);
                squares += (clipped - truth.samples[i]) * (clipped - truth.samples[i]);
              }
              return 10 * Math.log10(255 * 255 / (squares / truth.samples.length));
            })
        .toArray();
  }

  private static Planes read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    Planes picture = new Planes(3, image.getHeight(), image.getWidth());
    for (int row = 0; row < picture.height; row++) {
      for (int column = 0; column < picture.width; column++) {
        int rgb = image.getRGB(column, row);
        for (int channel = 0; channel < 3; channel++) {
          picture.set(channel, row, column, (rgb >> (16 - 8 * channel)) & 0xff);
        }
      }
    }
    return picture;
  }

  private static Planes mosaic(Planes picture) {
    Planes mosaic = new Planes(1, picture.height, picture.width);
    for (int row = 0; row < picture.height; row++) {
      for (int column = 0; column < picture.width; column++) {
        int channel = Cfa.RGGB.colourAt(row, column).plane();
        mosaic.set(0, row, column, picture.at(channel, row, column));
      }
    }
    return mosaic;
  }
}
