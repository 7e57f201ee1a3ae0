package dev.rawline.lab.intensity;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.FramePreview;
import dev.rawline.workbench.sheet.Thumbnail;
import dev.rawline.workbench.text.NumberText;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The same part of a picture at every intensity, side by side, each brightened to the same level.
 *
 * <p>Shown is the middle of the mosaic: black level subtracted, divided by the fraction of the
 * light, demosaiced (Malvar), white balance, colour correction, gamma; no denoising. All pictures
 * of a row share one more factor, which brings their 99th percentile near white. What a sensor
 * without filters recorded is shown grey, each pixel as bright as its sample.
 */
public final class ScalingSheet {
  private static final int SIDE = 224;
  private static final int GAP = 16;
  private static final int LEAST_WIDTH = 3 * (SIDE + GAP);

  private final List<Double> series;
  private final String subtitle;
  private final boolean grey;
  private final List<Block> rows = new ArrayList<>();

  /**
   * Begins a sheet.
   *
   * @param series the fractions of the light
   * @param subtitle how they were made
   * @param grey whether the sensor has no colour filters
   */
  public ScalingSheet(List<Double> series, String subtitle, boolean grey) {
    this.series = series;
    this.subtitle = subtitle;
    this.grey = grey;
  }

  /**
   * Adds one picture.
   *
   * @param name what it is called
   * @param scaled its mosaics, one for each fraction [DN]
   * @param captions the lines below each, two at most
   * @param readout how they were stored
   */
  public void add(String name, List<RawImage> scaled, List<String> captions, Readout readout) {
    List<Block> pictures = new ArrayList<>();
    double exposure = 0;
    for (int i = 0; i < scaled.size(); i++) {
      RawImage middle = middle(scaled.get(i));
      float[] light = light(middle, readout, series.get(i));
      if (i == 0) {
        exposure = 0.9 / Math.max(1, percentile(light));
      }
      List<Block> parts = new ArrayList<>();
      parts.add(Block.picture(Thumbnail.fitted(rendered(middle, light, exposure), SIDE)));
      parts.add(Block.space(0, 4));
      parts.add(Block.text(share(series.get(i)), Style.CAPTION, Style.INK, SIDE));
      captions.get(i).lines().forEach(line -> parts.add(Block.note(line, SIDE)));
      pictures.add(Block.column(0, parts));
    }
    Block row = Block.row(GAP, pictures);
    rows.add(Block.column(Block.name(name, Math.max(row.width(), LEAST_WIDTH)), row));
  }

  private static String share(double fraction) {
    return NumberText.brief(100 * fraction)
        + " %"
        + (fraction == 1
            ? ""
            : ", shown %s× brighter".formatted(NumberText.signed(1 / fraction, 3)));
  }

  private static RawImage middle(RawImage raw) {
    int width = Math.min(SIDE, raw.width());
    int height = Math.min(SIDE, raw.height());
    return raw.crop((raw.height() - height) / 2, (raw.width() - width) / 2, height, width);
  }

  /** Returns the signal that the whole light would have given [DN]. */
  private static float[] light(RawImage raw, Readout readout, double fraction) {
    float[] light = new float[raw.samples().length];
    for (int i = 0; i < light.length; i++) {
      int row = i / raw.width();
      int column = i % raw.width();
      double black = readout.black().at(raw.cfa().siteAt(row, column));
      light[i] = (float) ((raw.samples()[i] - black) / fraction);
    }
    return light;
  }

  private View rendered(RawImage raw, float[] light, double exposure) {
    float[] samples = light.clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= (float) exposure;
    }
    if (grey) {
      return FramePreview.of(raw.with(RawImage.Unit.NORMALISED, samples));
    }
    Calibration known = raw.calibration();
    String name = known.camera().map(SourcedValue::value).orElse("").toLowerCase(Locale.ROOT);
    Camera neutral =
        new Camera(
            name,
            Camera.Scale.FULL_SCALE,
            Camera.DRONE.blackLevel(),
            new Rgb(1, 1, 1),
            Matrix3.IDENTITY);
    Camera camera = Camera.preset(name).orElse(neutral);
    Rgb gains = known.whiteBalance().map(SourcedValue::value).orElse(camera.whiteBalance());
    Matrix3 matrix = known.colourMatrix().map(SourcedValue::value).orElse(camera.colourMatrix());
    Rendering rendering =
        new Rendering(
            Malvar2004.DEFAULT,
            List.of(new WhiteBalance(gains), new ColourCorrection(matrix)),
            Gamma.DEFAULT);
    return new Isp(List.of(), rendering)
        .apply(raw.with(RawImage.Unit.NORMALISED, samples), step -> {});
  }

  private static double percentile(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (0.99 * (sorted.length - 1))];
  }

  /** Returns the sheet of all pictures that were added. */
  public BufferedImage draw() {
    return Block.column(GAP, rows)
        .sheet(
            rows.size() == 1 ? "The same image in less light" : "The same images in less light",
            List.of(subtitle + "; each shown as bright as the first"),
            LEAST_WIDTH);
  }
}
