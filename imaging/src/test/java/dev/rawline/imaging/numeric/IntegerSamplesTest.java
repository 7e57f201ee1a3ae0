package dev.rawline.imaging.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntegerSamplesTest {
  @Test
  void everyNumberIsConvertedExactly() {
    short[] words = new short[1 << 16];
    for (int number = 0; number < words.length; number++) {
      words[number] = (short) number;
    }
    float[] floats = new float[words.length];
    IntegerSamples.floats(words, words.length, 1, floats, 0);
    float[] shares = new float[words.length];
    IntegerSamples.floats(words, words.length, 65535, shares, 0);
    for (int number = 0; number < words.length; number++) {
      assertThat(floats[number]).isEqualTo(number);
      assertThat(shares[number]).isEqualTo(number / 65535f);
    }
  }

  @Test
  void fastPathMatchesTheDefinition() {
    Random random = new Random(Seeds.next("WholeNumbersTest"));
    for (int count = 0; count < 200; count++) {
      for (float divisor : new float[] {1, 255, 65535}) {
        byte[] bytes = new byte[count + random.nextInt(3)];
        short[] words = new short[count + random.nextInt(3)];
        random.nextBytes(bytes);
        for (int i = 0; i < words.length; i++) {
          words[i] = (short) random.nextInt();
        }
        int at = random.nextInt(4);
        float[] fast = new float[at + count + 2];
        Arrays.fill(fast, -1);
        float[] plain = fast.clone();
        IntegerSamples.floats(words, count, divisor, fast, at);
        IntegerSamples.plain(words, 0, count, divisor, plain, at);
        assertThat(fast).containsExactly(plain);
        IntegerSamples.floats(bytes, count, divisor, fast, at);
        IntegerSamples.plain(bytes, 0, count, divisor, plain, at);
        assertThat(fast).containsExactly(plain).endsWith(-1, -1);
      }
    }
  }
}
