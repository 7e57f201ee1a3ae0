package dev.rawline.imaging.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.ForkedJvm;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bits of every corruption: the same on every machine, on one thread and on many. */
class BitsTest {
  private static final String PINNED =
      """
      gaussian_noise 0168c5a4 6e729246 dabf924e b6c056b1
      shot_noise 07ec0106 a0d9404c 61fe6866 e55590ad
      impulse_noise f99d1606 b17970fd 5f19a494 128b2855
      speckle_noise 4bbc10a3 3c938695 c778df1a 84d38748
      gaussian_blur bbf7e73b eb3b5565 fb39d233 9992163f
      zoom_blur 66b0c7aa 53d28e74 7610328a a6039153
      contrast ccc3e333 51b7965f 36d29431 eecb8cfc
      brightness 7977e71a 9e0b503c d55d5e40 7977e71a
      saturate 28e51be2 9ae5dcb5 5299ea59 8c51f969
      elastic_transform ffdc9871 78c9496e 9dcf08af d5c16fa8
      defocus_blur 1f51561e 7d08441a 9fbb5491 6b8fec81
      glass_blur 4ee7e3d1 a33dd636 ff59ab5a 1daddeeb
      motion_blur 2d09554a d5f53641 14487761 0c021d10
      snow 3ec34038 e244dbdf 85cc8428 5ad3078e
      frost d5d7b46d 9a21d1df 0c23721b 6868e6a9
      fog 6089bb3a 215b7db2 567faa67 47516075
      spatter e3e5913a ceb767a0 d94cb427 7fd04e19
      pixelate 7aa4b7c1 6b9c2791 a4913789 3fbd4bb6
      jpeg_compression ff073495 a358fa87 ffa9ad51 71d204e8
      identity d5d8f743 d5d8f743 d5d8f743 d5d8f743
      """;

  @Test
  void theBitsArePinned() {
    assertThat(lines()).isEqualTo(PINNED);
  }

  @Test
  void manyThreadsGiveTheSameBits() {
    String[] drawn = new String[8];
    Parallel.forEach(drawn.length, drawn.length, i -> drawn[i] = lines());
    assertThat(drawn).containsOnly(PINNED);
  }

  /** Without the Vector API and without compiled code, too. */
  @Test
  void anotherJavaGivesTheSameBits() throws Exception {
    assertThat(ForkedJvm.run(AnotherJava.class, 0, "-Xint")).isEqualTo(PINNED);
  }

  private static String lines() {
    return Stream.of(CorruptionKind.values())
        .map(
            kind ->
                kind
                    + Stream.of(CorruptionConstants.values())
                        .map(c -> bits(kind, c))
                        .collect(Collectors.joining())
                    + "\n")
        .collect(Collectors.joining());
  }

  /** Returns the hashes of two draws at severities 3 and 5. */
  private static String bits(CorruptionKind kind, CorruptionConstants constants) {
    View picture = Pictures.scene(41, 37);
    return String.format(
        Locale.ROOT,
        " %08x %08x",
        hash(kind.at(3, constants).draw(new Seed(1, "a")).apply(picture)),
        hash(kind.at(5, constants).draw(new Seed(-7, "ü")).apply(picture)));
  }

  private static int hash(View view) {
    return Arrays.hashCode(view.samples());
  }

  /** Prints the hashes. */
  static final class AnotherJava {
    private AnotherJava() {}

    @SuppressWarnings("SystemOut") // the parent process reads it
    public static void main(String[] arguments) {
      System.out.print(lines());
    }
  }
}
