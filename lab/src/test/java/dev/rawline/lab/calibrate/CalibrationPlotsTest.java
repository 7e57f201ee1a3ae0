package dev.rawline.lab.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.workbench.plot.DivergingScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingTest;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.Palette;
import java.awt.Color;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CalibrationPlotsTest {
  private static final List<ChannelCalibration> MONOCHROME =
      Calibrations.of(Optional.empty()).channels();
  private static final List<ChannelCalibration> MOSAIC =
      Calibrations.of(Optional.of(Cfa.RGGB)).channels();

  @Test
  void everyPlotShowsEveryColour() {
    for (Drawing plot :
        List.of(
            PhotonTransferPlot.of(MOSAIC),
            LinearityPlot.of(MOSAIC),
            SignalToNoisePlot.of(MOSAIC))) {
      assertThat(plot.width()).isEqualTo(Figure.WIDTH);
      DrawingTest.assertWordsWithin(plot);
      for (ChannelCalibration channel : MOSAIC) {
        assertThat(count(plot.picture(), ChannelStyle.ink(channel.channel())))
            .as(channel.channel().toString())
            .isGreaterThan(200);
      }
    }
  }

  @Test
  void pointsOutsideTheFitArePaler() {
    BufferedImage plot = PhotonTransferPlot.of(MONOCHROME).picture();
    Color ink = ChannelStyle.ink(MONOCHROME.getFirst().channel());

    assertThat(count(plot, ink)).isGreaterThan(200);
    assertThat(count(plot, Palette.pale(ink))).isGreaterThan(200);
  }

  @Test
  void withoutALightMeterTheSignalToNoiseRatioIsPlottedOverCharge() {
    BufferedImage plot = SignalToNoisePlot.of(Calibrations.bare().channels()).picture();

    assertThat(count(plot, ChannelStyle.ink(MONOCHROME.getFirst().channel()))).isGreaterThan(200);
  }

  @Test
  void mapsAreOrangeAboveTheMeanAndBlueBelow() {
    float[] samples = new float[64 * 64];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i % 64 < 32 ? 3 : 5;
    }
    BufferedImage map =
        NonUniformityMap.draw(
            "halves",
            "",
            Optional.empty(),
            RawImage.normalised(64, 64, Cfa.RGGB, samples),
            List.of(),
            value -> value);

    int row = map.getHeight() / 2;
    assertThat(new Color(map.getRGB(map.getWidth() / 4, row))).isEqualTo(DivergingScale.BELOW);
    assertThat(new Color(map.getRGB(map.getWidth() * 3 / 4, row))).isEqualTo(DivergingScale.ABOVE);
  }

  @Test
  void aDefectivePixelIsCircled() {
    RawImage even = RawImage.normalised(64, 64, Cfa.RGGB, new float[64 * 64]);
    BufferedImage map =
        NonUniformityMap.draw(
            "defects", "", Optional.empty(), even, List.of(new Pixel(32, 32)), value -> value);
    BufferedImage plain =
        NonUniformityMap.draw("defects", "", Optional.empty(), even, List.of(), value -> value);

    List<Point> changed = new ArrayList<>();
    for (int y = 0; y < map.getHeight(); y++) {
      for (int x = 0; x < map.getWidth(); x++) {
        if (map.getRGB(x, y) != plain.getRGB(x, y)) {
          changed.add(new Point(x, y));
        }
      }
    }
    double x = changed.stream().mapToInt(point -> point.x).average().orElseThrow();
    double y = changed.stream().mapToInt(point -> point.y).average().orElseThrow();
    // A pixel is 11 of the picture's 704, each drawn by 2, below the header and right of the
    // margin.
    assertThat(x).isCloseTo(2 * (28 + 32.5 * 11), within(2.0));
    assertThat(y).isCloseTo(2 * (100 + 32.5 * 11), within(2.0));
    assertThat(changed).allMatch(point -> Math.abs(point.distance(x, y) - 22) < 4);
  }

  @Test
  void pixelsOfAMosaicAreComparedWithTheMeanOfTheirChannel() {
    float[] samples = new float[64 * 64];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Cfa.GBRG.siteAt(i / 64, i % 64).index();
    }
    BufferedImage map =
        NonUniformityMap.draw(
            "colours",
            "",
            Optional.of(Cfa.GBRG),
            RawImage.normalised(64, 64, Cfa.GBRG, samples),
            List.of(),
            value -> value);

    assertThat(new Color(map.getRGB(map.getWidth() / 2, map.getHeight() / 2)))
        .isEqualTo(Color.WHITE);
  }

  private static long count(BufferedImage picture, Color ink) {
    long count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += picture.getRGB(x, y) == ink.getRGB() ? 1 : 0;
      }
    }
    return count;
  }
}
