package dev.rawline.imaging.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleCountsTest {

  @Test
  void fastPassCountsAsTheDefinition() {
    for (int seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(70);
      int range = 2 + random.nextInt(65000);
      int shift = random.nextInt(5);
      boolean whole = random.nextInt(4) > 0;
      float[] samples = new float[width * height];
      for (int i = 0; i < samples.length; i++) {
        double sample = random.nextInt(range) >> shift << shift;
        samples[i] = (float) (whole ? sample : 1.2 * sample - 100);
      }
      Cfa cfa = Cfa.withRedAt(random.nextInt(2), random.nextInt(2));
      RawImage image = Recordings.raw(width, height, cfa, samples, 0, 65535);
      SiteValues black = new SiteValues(range / 9.0, range / 8.0, range / 7.0, range / 6.0);
      double white = range * 0.8;
      SampleCounts fast = SampleCounts.of(image, black, white);
      PlainCounts plain = new PlainCounts(image, black, white);
      String which = "seed " + seed;
      assertThat(fast.shift()).as(which).isEqualTo(plain.shift);
      assertThat(fast.whole()).as(which).isEqualTo(whole);
      assertThat(fast.fingerprint()).as(which).isEqualTo(plain.fingerprint);
      for (int block = 0; block < 64; block++) {
        assertThat(fast.saturated(block)).as(which).isEqualTo(plain.saturated[block]);
        assertThat(fast.dark(block)).as(which).isEqualTo(plain.dark[block]);
      }
      for (Cfa.Site site : Cfa.Site.values()) {
        int index = site.index();
        assertThat(fast.histogram(site)).as(which).isEqualTo(plain.histograms[index]);
        for (int block = 0; block < 64; block++) {
          assertThat(fast.sum(site, block)).as(which).isEqualTo(plain.sums[index][block]);
          assertThat(fast.count(site, block)).as(which).isEqualTo(plain.counts[index][block]);
        }
      }
    }
  }

  @Test
  void fingerprintDependsOnEverySampleButNotOnACommonShift() {
    RawImage image = Recordings.Plain.USUAL.record(64, 48, Cfa.RGGB, Recordings.discs(1, 1), 1);
    long fingerprint = fingerprint(image);
    assertThat(fingerprint(Recordings.map(image, sample -> 16 * sample))).isEqualTo(fingerprint);
    for (int i = 0; i < image.samples().length; i += 7) {
      float[] samples = image.samples().clone();
      samples[i] += 1;
      assertThat(fingerprint(image.with(RawImage.Unit.DN, samples))).isNotEqualTo(fingerprint);
    }
    assertThat(fingerprint(Recordings.map(image, _ -> 7))).isZero();
  }

  private static long fingerprint(RawImage image) {
    return SampleCounts.of(image, SiteValues.uniform(0), 65535).fingerprint();
  }

  @Test
  void nonFiniteSamplesAreRejected() {
    float[] samples = new float[64 * 32];
    samples[3 * 64 + 5] = Float.NaN;
    RawImage image = Recordings.raw(64, 32, Cfa.RGGB, samples, 0, 4095);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recordings.inspector(image).inspect(image))
        .withMessage("the sample at row 3, column 5 is NaN: expected a finite number (DN)");
  }
}
