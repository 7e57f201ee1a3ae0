package dev.rawline.imaging.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Npy;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The deterministic corruptions against those of the published study's own code, with the constants
 * for 32 pixels, in double precision.
 */
class GoldenCorruptionsTest {
  private static final Pattern FILE = Pattern.compile("([a-z_]+)_([1-5])\\.npy");
  private static final double TOLERANCE = 1e-9;

  @ParameterizedTest
  @ValueSource(strings = {"car32", "synth32"})
  void everyGoldenPictureIsReproduced(String input) throws IOException {
    Path folder = SharedData.require("golden/corruptions/" + input);
    DoubleImage picture = read(folder.resolve("input.npy"));
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(file -> !file.endsWith("input.npy")).sorted().toList();
    }
    assertThat(files).hasSize(35);
    for (Path file : files) {
      Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
      assertThat(name.matches()).as("%s", file).isTrue();
      CorruptionKind kind = CorruptionKind.of(name.group(1));
      int severity = Integer.parseInt(name.group(2));
      DoubleImage ours =
          new Corruption.Drawn(
                  new Corruption(kind, severity, CorruptionConstants.THIRTY_TWO),
                  new Seed(1, "golden"))
              .corrupted(picture.map(DoubleImage::clip))
              .map(DoubleImage::clip);
      assertThat(farthest(ours, read(file))).as("%s", file).isLessThanOrEqualTo(TOLERANCE);
    }
  }

  private static DoubleImage read(Path file) {
    Npy array = Npy.read(file);
    assertThat(array.shape()).containsExactly(3, 32, 32);
    return new DoubleImage(3, 32, 32, array.values());
  }

  private static double farthest(DoubleImage ours, DoubleImage golden) {
    double most = 0;
    for (int i = 0; i < golden.samples.length; i++) {
      most = Math.max(most, Math.abs(ours.samples[i] - golden.samples[i]));
    }
    return most;
  }
}
