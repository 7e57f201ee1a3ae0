package dev.rawline.learning.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.learning.EngineScope;
import dev.rawline.learning.PythonPeer;
import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.LossTerm.BinaryCrossEntropy;
import dev.rawline.learning.loss.LossTerm.MeanAbsoluteErrorLoss;
import dev.rawline.learning.loss.LossTerm.MeanSquaredErrorLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineScope.class)
class LossTest {
  private static final List<Double> WEIGHTS = List.of(0.5, 1.0, 2.0, 0.25, 3.0);

  /** The cases of benchmarks/peers/losses.py. */
  private static final SequencedMap<String, Loss> CASES =
      new LinkedHashMap<>(
          Map.ofEntries(
              Map.entry("cross-entropy", CrossEntropy.DEFAULT),
              Map.entry("cross-entropy-weights", new CrossEntropy(WEIGHTS, 0)),
              Map.entry("cross-entropy-smoothing", new CrossEntropy(List.of(), 0.1)),
              Map.entry("cross-entropy-both", new CrossEntropy(WEIGHTS, 0.2)),
              Map.entry("binary-cross-entropy", BinaryCrossEntropy.DEFAULT),
              Map.entry("dice", SoftDice.DEFAULT),
              Map.entry("dice-smooth", new SoftDice(1, 1)),
              Map.entry("dice-empty", new SoftDice(1, 1)),
              Map.entry(
                  "sum", new WeightedSum(List.of(new SoftDice(0.5, 1), new BinaryCrossEntropy(2)))),
              Map.entry("mean-square", MeanSquaredErrorLoss.DEFAULT),
              Map.entry("mean-absolute", MeanAbsoluteErrorLoss.DEFAULT)));

  @Test
  void everyLossAndItsGradientMatchPyTorch() throws Exception {
    PythonPeer.require("torch");
    SequencedMap<String, double[]> theirs = PythonPeer.numbers("losses.py");
    assertThat(theirs.keySet()).containsExactlyInAnyOrderElementsOf(CASES.keySet());
    theirs.forEach(
        (name, expected) -> {
          assertThat(lossAndGradient(name, ElementType.FLOAT64))
              .as(name)
              .containsExactly(expected, within(1e-12));
          assertThat(lossAndGradient(name, ElementType.FLOAT32))
              .as(name)
              .containsExactly(expected, within(1e-6));
        });
  }

  @Test
  void gradientMatchesFiniteDifferences() {
    double h = 1e-6;
    CASES.forEach(
        (name, loss) -> {
          double[] gradient = lossAndGradient(name, ElementType.FLOAT64);
          Tensor targets = targets(name, ElementType.FLOAT64);
          double[] logits = logits(name);
          for (int i = 0; i < logits.length; i++) {
            double at = logits[i];
            logits[i] = at + h;
            double above = loss.of(Tensor.of(logits, shape(name)), targets).value();
            logits[i] = at - h;
            double below = loss.of(Tensor.of(logits, shape(name)), targets).value();
            logits[i] = at;
            assertThat((above - below) / (2 * h))
                .as("%s, logit %d", name, i)
                .isCloseTo(gradient[1 + i], within(1e-8));
          }
        });
  }

  /** The totals of all slices are known to each, as processes that sum them know them. */
  @Test
  void slicesOfABatchHaveItsLossAndItsGradient() {
    CASES.forEach(
        (name, loss) -> {
          long batch = shape(name)[0];
          Tensor logits = Tensor.of(logits(name), shape(name)).requireGradient();
          Tensor targets = targets(name, ElementType.FLOAT64);
          List<Double> totals = new ArrayList<>();
          for (long at = 0; at < 2; at++) {
            List<Double> here = new ArrayList<>();
            Tensor _ =
                loss.of(
                    slice(logits, at, batch),
                    slice(targets, at, batch),
                    sum -> {
                      here.add(sum.value());
                      return sum;
                    });
            for (int i = 0; i < here.size(); i++) {
              if (at == 0) {
                totals.add(here.get(i));
              } else {
                totals.set(i, totals.get(i) + here.get(i));
              }
            }
          }
          double value = 0;
          for (long at = 0; at < 2; at++) {
            double share = (at == 0 ? 1 : batch - 1) / (double) batch;
            Iterator<Double> total = totals.iterator();
            BatchSums sums =
                BatchSums.ofSlice(share, _ -> Tensor.of(new double[] {total.next()}, 1).reshape());
            Tensor part =
                loss.of(slice(logits, at, batch), slice(targets, at, batch), sums).times(share);
            part.backward();
            value += part.value();
          }
          double[] whole = lossAndGradient(name, ElementType.FLOAT64);
          assertThat(value).as(name).isCloseTo(whole[0], within(1e-12));
          assertThat(logits.gradient().orElseThrow().toDoubles())
              .as(name)
              .containsExactly(Arrays.copyOfRange(whole, 1, whole.length), within(1e-12));
        });
  }

  private static Tensor slice(Tensor batch, long at, long all) {
    return at == 0 ? batch.narrow(0, 0, 1) : batch.narrow(0, 1, all - 1);
  }

  @Test
  void logitsOf16BitsAreComparedAt32() {
    CASES.forEach(
        (name, loss) -> {
          Tensor coarse = Tensor.of(logits(name), shape(name)).to(ElementType.BFLOAT16);
          Tensor targets = targets(name, ElementType.FLOAT32);
          Tensor compared = loss.of(coarse, targets);
          assertThat(compared.type()).as(name).isEqualTo(ElementType.FLOAT32);
          assertThat(compared.value()).isEqualTo(loss.of(coarse.toFloat(), targets).value());
        });
  }

  @Test
  void perfectPredictionsHaveZeroLoss() {
    Tensor mask = Tensor.of(new float[] {0, 1, 1, 0}, 1, 1, 2, 2);
    Tensor sure = mask.times(200).plus(-100);
    assertThat(new SoftDice(1, 1).of(sure, mask).value()).isCloseTo(0, within(1e-6));
    assertThat(BinaryCrossEntropy.DEFAULT.of(sure, mask).value()).isCloseTo(0, within(1e-6));
    Tensor none = Tensor.zeros(1, 1, 2, 2);
    assertThat(new SoftDice(1, 1).of(none.plus(-100), none).value()).isCloseTo(0, within(1e-6));
  }

  /** Without smoothing there is no division by 0 where there is no object. */
  @Test
  void diceIsFiniteWithoutObjects() {
    Tensor logits = Tensor.filled(-200, 1, 1, 2, 2).requireGradient();
    Tensor loss = SoftDice.DEFAULT.of(logits, Tensor.zeros(1, 1, 2, 2));
    loss.backward();
    assertThat(loss.value()).isEqualTo(1);
    assertThat(logits.gradient().orElseThrow().isFinite()).isTrue();
  }

  @Test
  void mismatchedShapesAreRejected() {
    Tensor numbers = Tensor.zeros(4, 1);
    for (Loss loss :
        List.of(
            MeanSquaredErrorLoss.DEFAULT,
            MeanAbsoluteErrorLoss.DEFAULT,
            BinaryCrossEntropy.DEFAULT,
            new SoftDice(1, 1))) {
      assertThatThrownBy(() -> loss.of(numbers, Tensor.zeros(4)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("logits [4, 1] and targets [4]: expected the same shape");
    }
    Tensor classes = classes();
    assertThatThrownBy(() -> CrossEntropy.DEFAULT.of(numbers, classes))
        .hasMessage(
            "logits [4, 1] and targets [3]: expected (image, class) and one class an image");
    assertThatThrownBy(() -> new CrossEntropy(List.of(1.0, 2.0), 0).of(Tensor.zeros(3, 4), classes))
        .hasMessage("there are 2 class weights and 4 classes: give one weight a class");
  }

  @Test
  void outOfRangeValuesAreRejected() {
    assertThatThrownBy(() -> new CrossEntropy(List.of(1.0, 0.0), 0))
        .hasMessage("cross_entropy: classWeights is 0: expected a finite number above 0 (no unit)");
    assertThatThrownBy(() -> new CrossEntropy(List.of(), 1))
        .hasMessage("cross_entropy: labelSmoothing is 1: expected 0 to 0.99 (no unit)");
    assertThatThrownBy(() -> new SoftDice(1, -1))
        .hasMessage("soft_dice: smooth is -1: expected a finite number, 0 or more (px)");
    assertThatThrownBy(() -> new MeanSquaredErrorLoss(Double.NaN))
        .hasMessage("mean_square weight is NaN: expected a finite number above 0 (no unit)");
    assertThatThrownBy(
            () -> new CrossEntropy(1, List.of(), true, 0).of(Tensor.zeros(3, 4), classes()))
        .hasMessage("balanced classes: resolve their weights first");
    assertThatThrownBy(() -> new WeightedSum(List.of()))
        .hasMessage("a sum of no losses: expected at least one");
  }

  private static Tensor classes() {
    return Tensor.of(new long[] {0, 1, 0}, 3);
  }

  private static double[] lossAndGradient(String name, ElementType type) {
    Tensor logits = Tensor.of(logits(name), shape(name)).to(type).requireGradient();
    Tensor loss = CASES.get(name).of(logits, targets(name, type));
    loss.backward();
    List<Double> numbers = new ArrayList<>();
    numbers.add(loss.value());
    for (double number : logits.gradient().orElseThrow().toDoubles()) {
      numbers.add(number);
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static long[] shape(String name) {
    return switch (CASES.get(name)) {
      case CrossEntropy _ -> new long[] {8, 5};
      case BinaryCrossEntropy _, SoftDice _, WeightedSum _ -> new long[] {3, 1, 5, 7};
      case MeanSquaredErrorLoss _, MeanAbsoluteErrorLoss _ -> new long[] {9, 1};
    };
  }

  private static double[] logits(String name) {
    return numbers(name, i -> 2 * Math.sin(1.7 * i + 0.3));
  }

  private static Tensor targets(String name, ElementType type) {
    return switch (CASES.get(name)) {
      case CrossEntropy _ -> Tensor.of(LongStream.range(0, 8).map(i -> 7 * i % 5).toArray(), 8);
      case BinaryCrossEntropy _, SoftDice _, WeightedSum _ ->
          Tensor.of(
                  numbers(name, i -> Math.sin(0.9 * i) > 0.4 && !name.endsWith("empty") ? 1 : 0),
                  shape(name))
              .to(type);
      case MeanSquaredErrorLoss _, MeanAbsoluteErrorLoss _ ->
          Tensor.of(numbers(name, i -> Math.cos(1.1 * i)), shape(name)).to(type);
    };
  }

  private static double[] numbers(String name, IntToDoubleFunction of) {
    int count = (int) Arrays.stream(shape(name)).reduce(1, (a, b) -> a * b);
    return IntStream.range(0, count).mapToDouble(of).toArray();
  }
}
