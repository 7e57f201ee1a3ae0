package dev.rawline.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.InverseIsp;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.metric.Psnr;
import dev.rawline.imaging.random.Seed;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.Thumbnail;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The figures of docs/results/import.md: how well real images are reproduced, by every light path.
 */
@Tag("slow")
class ReproductionFiguresTest {
  private static final int SIDE = 336;
  private static final List<Demosaicing> DEMOSAICINGS =
      List.of(Bilinear.DEFAULT, Malvar2004.DEFAULT, Menon2007.DEFAULT);

  /**
   * The medians of a set, without noise; bilinear demosaicing must reproduce most of every image.
   */
  @ParameterizedTest
  @CsvSource({"cars, drone, 1, 33", "leukocytes, microscope, 10, 40"})
  void medians(String name, String camera, int every, double leastBilinear) throws IOException {
    DataSet set = open(name);
    InverseIsp inverse = InverseIsp.preset(camera).orElseThrow();
    Map<String, List<Double>> numbers = new LinkedHashMap<>();
    for (int i = 0; i < set.samples().size(); i += every) {
      measure(inverse, (View) set.samples().get(i).picture().read(), numbers);
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    numbers.forEach(
        (way, all) -> {
          all.sort(null);
          medians.put(way, all.get(all.size() / 2));
        });
    medians.forEach(
        (way, median) -> System.out.printf("%s, %s: median %.1f dB%n", name, way, median));
    assertThat(medians.get("bilinear")).isGreaterThan(leastBilinear);
    // Balanced before it is demosaiced, a mosaic suits the methods that compare its colours.
    assertThat(medians.get("menon2007 of the balanced mosaic"))
        .isGreaterThan(medians.get("menon2007") + 5);
  }

  private static void measure(InverseIsp inverse, View picture, Map<String, List<Double>> numbers) {
    Camera camera = inverse.camera();
    RawImage raw =
        camera.normalise(inverse.recorded(inverse.expected(picture).charge(), Optional.empty()));
    Rgb white = white(inverse);
    RawImage balanced = balanced(new BlackLevel(camera.blackLevel()).apply(raw), white);
    Camera after =
        new Camera(
            "balanced",
            Camera.Scale.FULL_SCALE,
            SiteValues.uniform(0),
            new Rgb(
                camera.whiteBalance().red() * white.red(),
                camera.whiteBalance().green() * white.green(),
                camera.whiteBalance().blue() * white.blue()),
            camera.colourMatrix());
    for (Demosaicing demosaicing : DEMOSAICINGS) {
      add(numbers, demosaicing.name(), Isp.plain(camera, demosaicing).apply(raw), picture);
      add(
          numbers,
          demosaicing.name() + " of the balanced mosaic",
          Isp.plain(after, demosaicing).apply(balanced),
          picture);
    }
    for (ViewName view : ViewName.ALL) {
      add(numbers, view.toString(), Isp.of(camera, view).apply(raw), picture);
    }
  }

  private static void add(Map<String, List<Double>> numbers, String way, View again, View picture) {
    numbers.computeIfAbsent(way, _ -> new ArrayList<>()).add(Psnr.DEFAULT.of(again, picture));
  }

  /** Returns what the camera sees of white, normalised, above black. */
  private static Rgb white(InverseIsp inverse) {
    float[] light =
        Chain.of(Gamma.DEFAULT.inverse())
            .then(new ColourCorrection(inverse.camera().colourMatrix()).inverse())
            .then(new WhiteBalance(inverse.camera().whiteBalance()).inverse())
            .apply(new View(1, 1, new float[] {1, 1, 1}))
            .samples();
    return new Rgb(light[0], light[1], light[2]);
  }

  private static RawImage balanced(RawImage mosaic, Rgb white) {
    float[] samples = mosaic.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      Colour colour = mosaic.cfa().colourAt(i / mosaic.width(), i % mosaic.width());
      samples[i] /= (float) white.at(colour);
    }
    return mosaic.with(RawImage.Unit.NORMALISED, samples);
  }

  private static DataSet open(String name) throws IOException {
    return DataSets.open(
        SharedData.require("data/" + name), DataSetOptions.DEFAULT.with(PictureKind.PROCESSED));
  }

  /**
   * Draws docs/images/import.png, as target/import.png: with the sensor's noise, bilinear
   * demosaicing still gives most of a picture back.
   */
  @Test
  void picture() throws IOException {
    BufferedImage sheet =
        Block.column(
                16,
                List.of(
                    row(
                        "leukocytes",
                        "pbc/eosinophil/EO_221941",
                        "microscope",
                        35,
                        new Rectangle(0, 0, 336, 336),
                        new Point(130, 150)),
                    row(
                        "cars",
                        "MOS78",
                        "drone",
                        30,
                        new Rectangle(180, 150, 168, 168),
                        new Point(60, 53))))
            .sheet("", List.of(), 0);
    PngFile.write(sheet, Path.of("target/import.png"));
    assertThat(sheet.getWidth()).isGreaterThan(4 * SIDE);
  }

  private static Block row(
      String set, String id, String camera, double leastPsnr, Rectangle part, Point detail)
      throws IOException {
    Sample sample =
        open(set).samples().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    InverseIsp inverse = InverseIsp.preset(camera).orElseThrow();
    View picture = (View) sample.picture().read();
    RawImage raw =
        inverse.recorded(inverse.expected(picture).charge(), Optional.of(new Seed(1, id)));
    View again =
        Isp.plain(inverse.camera(), Bilinear.DEFAULT).apply(inverse.camera().normalise(raw));
    double psnr = Psnr.DEFAULT.of(again, picture);
    assertThat(psnr).as(id).isGreaterThan(leastPsnr);
    int row = (part.y + detail.y) & ~1;
    int column = (part.x + detail.x) & ~1;
    return Block.row(
        16,
        List.of(
            panel(
                crop(picture, part.y, part.x, part.width),
                "source: " + id.substring(id.lastIndexOf('/') + 1)),
            panel(crop(picture, row, column, 28), "28 × 28 px of it"),
            panel(
                crop(mosaic(inverse, raw), row, column, 28),
                "the %s's mosaic of it, with noise".formatted(camera)),
            panel(
                crop(again, row, column, 28),
                "rendered again, bilinear: %.1f dB".formatted(psnr))));
  }

  private static Block panel(View view, String caption) {
    return Block.column(
        Block.picture(Thumbnail.fitted(view, SIDE)),
        Block.text(caption, Style.CAPTION, Style.INK, SIDE));
  }

  /** Returns every sample in the colour of its filter, with equal brightening. */
  private static View mosaic(InverseIsp inverse, RawImage raw) {
    RawImage light =
        new BlackLevel(inverse.camera().blackLevel()).apply(inverse.camera().normalise(raw));
    int area = raw.width() * raw.height();
    float[] samples = new float[3 * area];
    Rgb white = white(inverse);
    double most = Math.max(white.red(), Math.max(white.green(), white.blue()));
    for (int i = 0; i < area; i++) {
      Colour colour = raw.cfa().colourAt(i / raw.width(), i % raw.width());
      samples[colour.plane() * area + i] =
          (float) Math.pow(Math.clamp(light.samples()[i] / most, 0, 1), 1 / 2.2);
    }
    return new View(raw.width(), raw.height(), samples);
  }

  private static View crop(View view, int top, int left, int side) {
    List<Colour> colours = List.of(Colour.values());
    float[] samples = new float[3 * side * side];
    for (int i = 0; i < samples.length; i++) {
      int row = top + i / side % side;
      samples[i] = view.at(colours.get(i / (side * side)), row, left + i % side);
    }
    return new View(side, side, samples);
  }
}
