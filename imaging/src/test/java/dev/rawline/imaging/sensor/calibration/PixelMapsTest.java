package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The memory that the maps of large sensors take. */
class PixelMapsTest {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 901;

  /**
   * Three maps of float32, and nothing else that grows with the sensor but a bit or two a pixel.
   */
  @Test
  void mapsNeedLittleMemoryBeyondThemselves() {
    for (Optional<Cfa> cfa : List.of(Optional.<Cfa>empty(), Optional.of(Cfa.GRBG))) {
      // The first call loads classes.
      double _ = bytesAPixel(new FrameFormat(64, 48, cfa, 12, 12));
      assertThat(bytesAPixel(new FrameFormat(WIDTH, HEIGHT, cfa, 12, 12)))
          .as("bytes a pixel, %s", cfa)
          .isBetween(3.0 * Float.BYTES, 3.0 * Float.BYTES + 4);
    }
  }

  private static double bytesAPixel(FrameFormat format) {
    SpatialStack flat = stack(format, 2000);
    SpatialStack dark = stack(format, 100);
    CalibrationFrames.Spatial spatial =
        new CalibrationFrames.Spatial(flat, dark, OptionalDouble.empty());
    List<ChannelData> channels =
        Channel.of(format.cfa()).stream().map(channel -> data(channel, flat, dark)).toList();

    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    List<PixelMaps> pixels = channels.stream().map(data -> new PixelMaps(data, spatial)).toList();
    for (PixelMaps maps : pixels) {
      assertThat(maps.pixelResponse().value()).isFinite();
      assertThat(maps.darkOffsets(1).value()).isFinite();
      assertThat(maps.meanError()).isFinite();
    }
    CalibrationMaps maps = CalibrationMaps.of(format, pixels, OptionalDouble.empty());
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    int area = format.width() * format.height();
    assertThat(maps.dark().samples()).hasSize(area);
    return (double) allocated / area;
  }

  private static ChannelData data(Channel channel, SpatialStack flat, SpatialStack dark) {
    return new ChannelData(
        channel,
        List.of(),
        List.of(),
        List.of(),
        true,
        List.of(),
        0,
        true,
        Optional.of(SpatialVariances.of(flat, channel)),
        Optional.of(SpatialVariances.of(dark, channel)));
  }

  private static SpatialStack stack(FrameFormat format, double level) {
    SpatialStack stack = new SpatialStack(format);
    Random random = new Random(5);
    for (int frame = 0; frame < 3; frame++) {
      float[] samples = new float[format.width() * format.height()];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) Math.rint(level * (1 + 0.1 * random.nextDouble()));
      }
      stack.add(
          new NamedFrame(
              "frame " + frame,
              new RawImage(
                  format.width(),
                  format.height(),
                  format.cfa().orElse(Cfa.RGGB),
                  RawImage.Unit.DN,
                  samples,
                  Calibration.unknown(12))));
    }
    return stack;
  }
}
