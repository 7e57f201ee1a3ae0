package dev.rawline.data.set;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checksums are stored in files and lab books, so they are the same in every version. */
class SampleChecksumTest {
  private static final float[] MOSAIC = {0.25f, 0.5f, 0.75f, 1};
  private static final float[] COLOURS = {0.25f, 0.5f, 0.75f};

  @Test
  void kindsOfFramesKeepTheirWords() throws Exception {
    Map<String, Frame> frames =
        Map.of(
            "RawImage 2 2", RawImage.normalised(2, 2, Cfa.RGGB, MOSAIC),
            "Electrons 2 2", new Electrons(2, 2, Cfa.RGGB, MOSAIC),
            "Radiance 1 1", new Radiance(1, 1, 1, COLOURS),
            "Irradiance 1 1", new Irradiance(1, 1, COLOURS),
            "LinearRgb 1 1", new LinearRgb(1, 1, COLOURS),
            "View 1 1", new View(1, 1, COLOURS));
    for (Map.Entry<String, Frame> frame : frames.entrySet()) {
      assertThat(SampleChecksum.ofPixels(frame.getValue()))
          .as(frame.getKey())
          .isEqualTo(sum(frame.getKey(), frame.getValue().samples()));
    }
  }

  @Test
  void knownSamplesKeepTheirChecksums() {
    assertThat(SampleChecksum.of(RawImage.normalised(2, 2, Cfa.RGGB, MOSAIC)))
        .isEqualTo("cb7dc6429ef06f4afc2f678a80e0d5751858fda95b31b8820d6f51d73ff93c8a");
    assertThat(SampleChecksum.of(new View(1, 1, COLOURS)))
        .isEqualTo("6df47bc52140c0b11ed8d89d0629788ac3deb153097e17535adeed27aa11ff1d");
    assertThat(SampleChecksum.of(new Mask(2, 2, new byte[] {1, 0, 0, 2})))
        .isEqualTo("1494b4ca6f6bb3084162d0a3fe2fdd76ffa79355f48a83b2935beed89d88109f");
  }

  @Test
  void boxesKeepTheirText() {
    assertThat(new Box(3, 0.5, 1, 20.25, 1e7))
        .hasToString("Box[kind=3, xmin=0.5, ymin=1.0, xmax=20.25, ymax=1.0E7]");
  }

  private static String sum(String head, float[] samples) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    for (float sample : samples) {
      int bits = Float.floatToIntBits(sample);
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        digest.update((byte) (bits >>> shift));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
