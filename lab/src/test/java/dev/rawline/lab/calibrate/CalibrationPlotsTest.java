package dev.rawline.lab.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.workbench.plot.DivergingScale;
import dev.rawline.workbench.plot.XyPlot;
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
  void everyPlotShowsEveryColourInItsInk() {
    for (BufferedImage plot :
        List.of(
            PhotonTransferPlot.draw(MOSAIC),
            LinearityPlot.draw(MOSAIC),
            SignalToNoisePlot.draw(MOSAIC))) {
      assertThat(plot.getWidth()).isEqualTo(XyPlot.TIMES * XyPlot.WIDTH);
      for (ChannelCalibration channel : MOSAIC) {
        assertThat(count(plot, ChannelStyle.ink(channel.channel())))
            .as(channel.channel().toString())
            .isGreaterThan(200);
      }
    }
  }

  /** At the very end of an axis XChart writes no number, and would cut a point in half. */
  @Test
  void aPointAtZeroIsWhole() {
    Color ink = ChannelStyle.ink(MONOCHROME.getFirst().channel());
    long[] drawn = new long[2];
    for (int i = 0; i < 2; i++) {
      XyPlot plot = new XyPlot("", "x", "y", 400).fromZero(1, 1);
      double[] at = {i / 2.0};
      plot.points("", ink, ChannelStyle.mark(MONOCHROME.getFirst().channel()), at, at);
      drawn[i] = count(plot.draw(), ink);
    }
    assertThat(drawn[0]).isCloseTo(drawn[1], withinPercentage(5)).isGreaterThan(100);
  }

  @Test
  void numbersAtAxesHaveOneStyle() {
    assertThat(List.of(-0.05, 0.05, 0.0, 0.1, 1200.0, 1e6, 1_500_000.0))
        .extracting(XyPlot::tick)
        .containsExactly("−0.05", "0.05", "0", "0.1", "1200", "1000000", "1500000");
  }

  @Test
  void pointsThatAreNotFittedArePaler() {
    BufferedImage plot = PhotonTransferPlot.draw(MONOCHROME);
    Color ink = ChannelStyle.ink(MONOCHROME.getFirst().channel());

    assertThat(count(plot, ink)).isGreaterThan(200);
    assertThat(count(plot, XyPlot.pale(ink))).isGreaterThan(200);
  }

  @Test
  void withoutALightMeterTheSignalToNoiseRatioStandsOverTheCharge() {
    BufferedImage plot = SignalToNoisePlot.draw(Calibrations.bare().channels());

    assertThat(count(plot, ChannelStyle.ink(MONOCHROME.getFirst().channel()))).isGreaterThan(200);
  }

  @Test
  void aMapShowsWhatLiesAboveTheMeanOrangeAndBelowBlue() {
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
  void aDefectivePixelHasACircleAroundItself() {
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
    assertThat(x).isCloseTo(2 * (20 + 32.5 * 11), within(2.0));
    assertThat(y).isCloseTo(2 * (82 + 32.5 * 11), within(2.0));
    assertThat(changed).allMatch(point -> Math.abs(point.distance(x, y) - 22) < 4);
  }

  @Test
  void inAMosaicEveryKindOfPixelIsComparedWithItsOwnMean() {
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
