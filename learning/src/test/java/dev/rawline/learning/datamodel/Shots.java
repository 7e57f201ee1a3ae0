package dev.rawline.learning.datamodel;

import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.learning.sample.DrawnCamera;
import dev.rawline.learning.sample.PreparedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random samples for the tests of this package. */
public final class Shots {
  private Shots() {}

  /** Returns a normalised mosaic of random numbers, which the gamma of the drone does not clip. */
  public static RawImage mosaic(Random random, int width, int height, Cfa cfa) {
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.15f + 0.005f * random.nextFloat();
    }
    return RawImage.normalised(width, height, cfa, samples);
  }

  /** Returns samples of one size with alternating layouts. */
  public static List<PreparedSample> batch(Random random, int count, int width, int height) {
    List<PreparedSample> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Cfa cfa = Cfa.RGGB.shifted(i / 2, i);
      batch.add(PreparedSample.of("shot " + i, mosaic(random, width, height, cfa)));
    }
    return batch;
  }

  public static RawImage raw(PreparedSample sample) {
    return (RawImage) sample.frame();
  }

  public static PreparedSample drawn(PreparedSample sample, DrawnCamera camera) {
    return new PreparedSample(
        sample.id(),
        sample.group(),
        sample.frame(),
        sample.target(),
        sample.camera(),
        Optional.of(camera));
  }

  /** A frame in memory. */
  private record InMemory(RawImage raw) implements RawPicture {
    @Override
    public String name() {
      return "memory";
    }

    @Override
    public RawImage read() {
      return raw;
    }
  }

  /** Returns a sample as it is loaded. */
  public static LoadedSample loaded(
      String id, Frame frame, Label label, Optional<Mask> mask, double light) {
    RawImage raw =
        frame instanceof RawImage given ? given : RawImage.normalised(1, 1, Cfa.RGGB, new float[1]);
    return new LoadedSample(
        new Sample(id, new InMemory(raw), label, "group of " + id, light, Optional.empty()),
        frame,
        mask);
  }
}
