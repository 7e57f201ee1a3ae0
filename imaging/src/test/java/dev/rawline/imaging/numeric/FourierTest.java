package dev.rawline.imaging.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FourierTest {

  @ParameterizedTest
  @MethodSource("lengths")
  void fastTransformMatchesTheSum(int length) {
    double[] real = random(length);
    double[] imaginary = random(length);
    double[] expectedReal = new double[length];
    double[] expectedImaginary = new double[length];
    for (int k = 0; k < length; k++) {
      for (int n = 0; n < length; n++) {
        double angle = -2 * Math.PI * ((long) k * n % length) / length;
        expectedReal[k] += real[n] * Math.cos(angle) - imaginary[n] * Math.sin(angle);
        expectedImaginary[k] += real[n] * Math.sin(angle) + imaginary[n] * Math.cos(angle);
      }
    }
    new Fourier(length).transform(real, imaginary);
    assertThat(real).containsExactly(expectedReal, offset(1e-12 * length));
    assertThat(imaginary).containsExactly(expectedImaginary, offset(1e-12 * length));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void inverseRoundTrips(int length) {
    double[] real = random(length);
    double[] imaginary = random(length);
    double[] backReal = real.clone();
    double[] backImaginary = imaginary.clone();
    Fourier fourier = new Fourier(length);
    fourier.transform(backReal, backImaginary);
    fourier.inverse(backReal, backImaginary);
    assertThat(backReal).containsExactly(real, offset(1e-13 * length));
    assertThat(backImaginary).containsExactly(imaginary, offset(1e-13 * length));
  }

  @Test
  void longPrimeLengthIsAccurate() {
    int length = 10_007;
    int frequency = 3;
    double[] real = new double[length];
    double[] imaginary = new double[length];
    for (int n = 0; n < length; n++) {
      real[n] = Math.cos(2 * Math.PI * frequency * n / length);
    }
    new Fourier(length).transform(real, imaginary);
    for (int k = 0; k < length; k++) {
      boolean peak = k == frequency || k == length - frequency;
      assertThat(real[k]).isCloseTo(peak ? length / 2.0 : 0, offset(1e-8));
      assertThat(imaginary[k]).isCloseTo(0, offset(1e-8));
    }
  }

  static IntStream lengths() {
    return IntStream.concat(IntStream.rangeClosed(1, 33), IntStream.of(64, 97, 100, 127, 255, 256));
  }

  private static double[] random(int length) {
    Random random = new Random(Seeds.next("fourier " + length));
    return random.doubles(length, -1, 1).toArray();
  }
}
