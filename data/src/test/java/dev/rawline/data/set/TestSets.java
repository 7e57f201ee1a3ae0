package dev.rawline.data.set;

import dev.rawline.data.card.Rights;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.util.List;
import java.util.Optional;

/** Data sets in memory only. */
public final class TestSets {
  private TestSets() {}

  /** Returns a sample of a class and a group whose four raw samples have one value. */
  public static Sample sample(String id, String className, String group, float value) {
    return new Sample(
        id,
        new Flat(id, value),
        className.isEmpty() ? Label.NONE : Label.of(className),
        group,
        1,
        Optional.empty());
  }

  /** Returns a data set of these samples. */
  public static DataSet of(List<Sample> samples) {
    return new DataSet("test", Rights.UNKNOWN, samples, Optional.empty());
  }

  /** A raw picture of 2×2 equal samples. */
  public record Flat(String name, float value) implements RawPicture {
    @Override
    public RawImage read() {
      return RawImage.normalised(2, 2, Cfa.RGGB, new float[] {value, value, value, value});
    }
  }

  /** A processed picture of 1×1 pixel. */
  public record Pixel(String name, float value) implements ViewPicture {
    @Override
    public View read() {
      return new View(1, 1, new float[] {value, value, value});
    }
  }

  /** A mask of 2×2 pixels, the first of which has a kind. */
  public record Corner(String name, int kind) implements SampleMask {
    @Override
    public Mask read() {
      return new Mask(2, 2, new byte[] {(byte) kind, 0, 0, 0});
    }
  }
}
