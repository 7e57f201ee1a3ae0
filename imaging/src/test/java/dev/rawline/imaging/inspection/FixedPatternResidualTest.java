package dev.rawline.imaging.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Estimate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixedPatternResidualTest {
  private static final int SIDE = 192;

  /** Images of one device: each pixel has an offset of its own, of a standard deviation. */
  private static FixedPatternResidual of(double deviation, long device, int first, int images) {
    Random random = new Random(device);
    float[] offsets = new float[SIDE * SIDE];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (float) (deviation * random.nextGaussian());
    }
    FixedPatternResidual residue = null;
    for (int seed = first; seed < first + images; seed++) {
      RawImage image =
          Recordings.Plain.USUAL.record(SIDE, SIDE, Cfa.RGGB, Recordings.discs(seed, 1.5), seed);
      float[] samples = image.samples().clone();
      for (int i = 0; i < samples.length; i++) {
        samples[i] = Math.max(0, Math.round(samples[i] + offsets[i]));
      }
      if (residue == null) {
        residue = new FixedPatternResidual(SIDE, SIDE);
      }
      residue.add(Recordings.around(image.with(RawImage.Unit.DN, samples)), seed);
    }
    return residue;
  }

  @Test
  void thePatternIsFoundBySize() {
    Estimate found = of(4, 1, 0, 8).deviation().orElseThrow();
    Estimate none = of(0, 1, 0, 8).deviation().orElseThrow();
    System.out.printf("pattern of 4 DN: %s; of 0: %s%n", found, none);
    assertThat(found.value()).isCloseTo(4, within(0.5));
    assertThat(none.value()).isCloseTo(0, within(0.8));
  }

  @Test
  void oneImageHasNoFixedPattern() {
    assertThat(of(4, 1, 0, 1).deviation()).isEmpty();
  }
}
