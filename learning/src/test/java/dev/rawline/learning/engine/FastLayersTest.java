package dev.rawline.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where there is a faster way than libtorch's own choice, it computes the same. */
class FastLayersTest {
  @BeforeAll
  static void start() {
    Engine.start(Device.CPU, 1);
  }

  private static Tensor drawn(String name, long... shape) {
    float[] numbers =
        new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
    new Seed(1, name).stream("numbers", 0).gaussians(numbers, 0, numbers.length);
    return Tensor.of(numbers, shape);
  }

  @ParameterizedTest
  @CsvSource({"1,1,0", "1,3,1", "3,1,0", "3,3,1", "17,3,1"})
  void oneDnnConvolvesTheSame(int pictures, int kernel, int padding) {
    try (Scope _ = new Scope()) {
      Tensor features = drawn("features", pictures, 8, 6, 10).channelsLast();
      Tensor weight = drawn("weight", 12, 8, kernel, kernel).channelsLast().requireGradient();
      Optional<Tensor> bias = Optional.of(drawn("bias", 12));
      Tensor recorded = features.conv2dByOneDnn(weight, bias, 1, padding);
      assertThat(recorded.requiresGradient()).isTrue();
      try (NoGradient _ = new NoGradient()) {
        requireClose(
            features.conv2dByOneDnn(weight, bias, 1, padding),
            features.conv2d(weight, bias, 1, padding),
            1e-6);
      }
    }
  }

  @Test
  void autocastConvolvesInItsPrecision() {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient();
        Autocast _ = new Autocast(Device.CPU, Precision.BFLOAT16)) {
      Tensor convolved =
          drawn("features", 1, 8, 6, 10)
              .conv2dByOneDnn(drawn("w", 4, 8, 1, 1), Optional.empty(), 1, 0);
      assertThat(convolved.type()).isEqualTo(ElementType.BFLOAT16);
    }
  }

  /** A bfloat16 has 8 bits: each rounding adds up to 0.4 %. */
  @Test
  void gradientsOfBfloat16AreThoseOfFloat32() {
    Tensor weight = drawn("weight", 16);
    Tensor bias = drawn("bias", 16);
    for (UnaryOperator<Tensor> layer :
        List.<UnaryOperator<Tensor>>of(
            x -> x.groupNorm(4, weight, bias), x -> x.attention(x.flip(2), x.times(0.5).flip(1)))) {
      try (Scope _ = new Scope()) {
        Tensor exact = drawn("features", 2, 16, 5, 8).to(ElementType.BFLOAT16).toFloat();
        Tensor rounded = exact.to(ElementType.BFLOAT16);
        exact.requireGradient();
        rounded.requireGradient();
        Tensor wanted = layer.apply(exact);
        Tensor made = layer.apply(rounded);
        assertThat(made.type()).isEqualTo(ElementType.BFLOAT16);
        requireClose(made, wanted, 0.01);
        Tensor gradient = drawn("gradient", 2, 16, 5, 8).to(ElementType.BFLOAT16);
        wanted.backward(gradient.toFloat());
        made.backward(gradient);
        requireClose(rounded.gradient().orElseThrow(), exact.gradient().orElseThrow(), 0.01);
      }
    }
  }

  @Test
  void attentionOfManyPlacesIsThatOfFloat32() {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      Tensor exact = drawn("features", 2, 1, 1500, 8).to(ElementType.BFLOAT16).toFloat();
      Tensor rounded = exact.to(ElementType.BFLOAT16);
      requireClose(
          rounded.attention(rounded.flip(2), rounded), exact.attention(exact.flip(2), exact), 0.01);
    }
  }

  /** Compares by the norm of the difference over that of what is wanted. */
  private static void requireClose(Tensor made, Tensor wanted, double most) {
    float[] numbers = made.toArray();
    float[] others = wanted.toArray();
    assertThat(numbers).hasSameSizeAs(others);
    double difference =
        IntStream.range(0, numbers.length).mapToDouble(i -> square(numbers[i] - others[i])).sum();
    double size = IntStream.range(0, numbers.length).mapToDouble(i -> square(others[i])).sum();
    assertThat(Math.sqrt(difference / size)).isLessThan(most);
  }

  private static double square(double number) {
    return number * number;
  }
}
