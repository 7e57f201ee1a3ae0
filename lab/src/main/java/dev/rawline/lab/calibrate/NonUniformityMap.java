package dev.rawline.lab.calibrate;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.sensor.calibration.Channel;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.SignedMap;
import dev.rawline.workbench.sheet.Thumbnail;
import dev.rawline.workbench.text.NumberText;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * How pixels differ, as a picture: blue below their mean, white at it, orange above.
 *
 * <p>In a mosaic every kind of pixel is compared with its own mean. Of a large sensor each pixel of
 * the picture is the mean of those that fall on it.
 */
public final class NonUniformityMap {
  private static final int LONGEST = 720;
  private static final int NARROWEST = 520;
  private static final int LEAST_RADIUS = 5;
  private static final int TIMES = 2;

  private static final String SCALE =
      "colour scale: square root of the value, clipped at the 99.5th percentile";

  private NonUniformityMap() {}

  /**
   * Draws a map.
   *
   * @param title what differs, with its unit
   * @param note what a person should know of it; empty if nothing
   * @param marked pixels with a circle around them: the defective ones
   * @param cfa which colour each pixel sees; empty for a monochrome sensor
   * @param map one sample a pixel
   * @param value a sample as the number that is shown, before the mean is taken out
   */
  public static BufferedImage draw(
      String title,
      String note,
      Optional<Cfa> cfa,
      RawImage map,
      Collection<Pixel> marked,
      DoubleUnaryOperator value) {
    RawImage centred = centred(cfa, map, value);
    SignedMap picture = new SignedMap(centred, LONGEST);
    BufferedImage drawn = picture.image();
    BufferedImage enlarged = Thumbnail.fitted(drawn, LONGEST);
    int width = Math.max(enlarged.getWidth(), NARROWEST);
    return Block.column(
            Block.name(title, width),
            Block.note(size(map, drawn) + (note.isEmpty() ? "" : " · " + note), width),
            Block.note(SCALE, width),
            Block.space(0, 10),
            Block.framed(enlarged)
                .overlaid(circles(marked, (double) enlarged.getWidth() / map.width())),
            Block.space(0, 10),
            Block.scale(picture.scale(), width))
        .sheet("", List.of(), 0, TIMES);
  }

  private static DrawingBuilder circles(Collection<Pixel> marked, double times) {
    DrawingBuilder sketch = new DrawingBuilder();
    double radius = Math.max(LEAST_RADIUS, times);
    for (Pixel pixel : marked) {
      double x = (pixel.column() + 0.5) * times;
      double y = (pixel.row() + 0.5) * times;
      sketch.circle(x, y, radius, Style.INK, 1.2);
    }
    return sketch;
  }

  private static String size(RawImage map, BufferedImage drawn) {
    double times = (double) map.width() / drawn.getWidth();
    return "%d × %d px%s"
        .formatted(
            map.width(),
            map.height(),
            times > 1
                ? " · a pixel of this image is the mean of " + NumberText.brief(times) + "² pixels"
                : "");
  }

  private static RawImage centred(Optional<Cfa> cfa, RawImage map, DoubleUnaryOperator value) {
    float[] samples = new float[map.samples().length];
    List<Channel> channels = Channel.of(cfa);
    double[] sums = new double[channels.size()];
    int[] counts = new int[channels.size()];
    for (int i = 0; i < samples.length; i++) {
      int kind = kind(cfa, i / map.width(), i % map.width());
      sums[kind] += value.applyAsDouble(map.samples()[i]);
      counts[kind]++;
    }
    for (int i = 0; i < samples.length; i++) {
      int kind = kind(cfa, i / map.width(), i % map.width());
      samples[i] = (float) (value.applyAsDouble(map.samples()[i]) - sums[kind] / counts[kind]);
    }
    return map.with(RawImage.Unit.NORMALISED, samples);
  }

  private static int kind(Optional<Cfa> cfa, int row, int column) {
    return cfa.map(layout -> layout.siteAt(row, column).index()).orElse(0);
  }
}
