package dev.rawline.learning.datamodel;

import dev.rawline.data.load.Loaded;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.learning.sample.DrawnCamera;
import dev.rawline.learning.sample.Prepared;
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

  /** Returns samples of one size, whose layouts take turns. */
  public static List<Prepared> batch(Random random, int count, int width, int height) {
    List<Prepared> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Cfa cfa = Cfa.RGGB.shifted(i / 2, i);
      batch.add(Prepared.of("shot " + i, mosaic(random, width, height, cfa)));
    }
    return batch;
  }

  public static RawImage raw(Prepared sample) {
    return (RawImage) sample.frame();
  }

  public static Prepared drawn(Prepared sample, DrawnCamera camera) {
    return new Prepared(
        sample.id(),
        sample.group(),
        sample.frame(),
        sample.target(),
        sample.camera(),
        Optional.of(camera));
  }

  /** A frame that is there already. */
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
  public static Loaded loaded(
      String id, Frame frame, Label label, Optional<Mask> mask, double light) {
    RawImage raw =
        frame instanceof RawImage given ? given : RawImage.normalised(1, 1, Cfa.RGGB, new float[1]);
    return new Loaded(
        new Sample(id, new InMemory(raw), label, "group of " + id, light, Optional.empty()),
        frame,
        mask);
  }
}
