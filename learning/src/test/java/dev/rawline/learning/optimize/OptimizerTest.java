package dev.rawline.learning.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.learning.EngineScope;
import dev.rawline.learning.PythonPeer;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineScope.class)
class OptimizerTest {
  private static final int STEPS = 50;
  private static final long[][] SHAPES = {{7, 5}, {4, 3, 3, 3}, {1}};

  /** The cases of benchmarks/peers/optimizers.py. */
  private static final Map<String, Optimizer> CASES =
      Map.of(
          "adam", Adam.DEFAULT,
          "adam-decay", new Adam(0.8, 0.99, 1e-6, 0.05),
          "adamw", new AdamW(0.9, 0.999, 1e-8, 0.1),
          "sgd", new Sgd(0, false, 0),
          "sgd-momentum", new Sgd(0.9, false, 0.01),
          "sgd-nesterov", new Sgd(0.8, true, 0.01));

  @Test
  void everyOptimizerMatchesPyTorch() throws Exception {
    PythonPeer.require("torch");
    SequencedMap<String, double[]> theirs = PythonPeer.numbers("optimizers.py");
    assertThat(theirs).hasSize(2 * CASES.size());
    theirs.forEach(
        (name, expected) -> {
          Optimizer optimizer = CASES.get(name.substring(0, name.length() - 3));
          SequencedMap<String, Tensor> parameters = parameters(name.endsWith("64"), false);
          try (OptimizerState state = optimizer.begin(parameters)) {
            IntStream.range(0, STEPS).forEach(t -> step(parameters, state, t));
          }
          double error = name.endsWith("64") ? 1e-13 : 1e-6;
          assertThat(all(parameters)).as(name).containsExactly(expected, within(error));
        });
  }

  @Test
  void channelsLastChangesNothing() {
    CASES.forEach(
        (name, optimizer) -> {
          SequencedMap<String, Tensor> plain = parameters(false, false);
          SequencedMap<String, Tensor> last = parameters(false, true);
          try (OptimizerState ofPlain = optimizer.begin(plain);
              OptimizerState ofLast = optimizer.begin(last)) {
            for (int t = 0; t < 5; t++) {
              step(plain, ofPlain, t);
              step(last, ofLast, t);
            }
            assertThat(all(last)).as(name).isEqualTo(all(plain));
            assertThat(arrays(ofLast)).as(name).isEqualTo(arrays(ofPlain));
          }
        });
  }

  /** The fused step of Adam against the engine's operations, on sizes that no vector divides. */
  @Test
  void theFusedStepMatchesTheEngine() {
    RandomDraws draws =
        new RandomDraws(new RandomStream(Seeds.next("theFusedStepMatchesTheEngine")));
    for (int round = 0; round < 20; round++) {
      compareSteps(draws, draws.whole(1, round % 4 == 0 ? 300_000 : 100));
    }
  }

  private static void compareSteps(RandomDraws draws, int count) {
    Adam adam =
        new Adam(
            draws.between(0, 0.99),
            draws.between(0, 0.9999),
            StrictMath.pow(10, draws.between(-10, -3)),
            draws.chance(0.5) ? 0 : draws.between(0, 0.1));
    boolean decoupled = draws.chance(0.5);
    OptimizerState.Rule rule =
        decoupled
            ? (rate, number) -> AdamUpdate.of(adam, rate, number, 0, 1 - rate * adam.weightDecay())
            : (rate, number) -> AdamUpdate.of(adam, rate, number, adam.weightDecay(), 1);
    float[] values = floats(draws, count);
    SequencedMap<String, Tensor> fast = one(values);
    SequencedMap<String, Tensor> plain = one(values);
    try (OptimizerState ofFast = new OptimizerState(fast, AdamUpdate.REMEMBERED, rule);
        OptimizerState ofPlain = new OptimizerState(plain, AdamUpdate.REMEMBERED, rule, false)) {
      for (int t = 0; t < 4; t++) {
        float[] gradient = gradient(draws, plain.firstEntry().getValue().toArray());
        double rate = draws.between(0, 0.01);
        fast.firstEntry().getValue().setGradient(Tensor.of(gradient, count));
        plain.firstEntry().getValue().setGradient(Tensor.of(gradient, count));
        ofFast.step(rate);
        ofPlain.step(rate);
      }
      Tensor difference =
          fast.firstEntry().getValue().minus(plain.firstEntry().getValue()).detach().abs();
      assertThat(difference.norm() / Math.sqrt(count))
          .as("%s, decoupled %s, %d numbers", adam, decoupled, count)
          .isLessThan(count > 1000 ? 1e-7 : 1e-6); // a few may all be large
      assertThat(Arrays.stream(difference.toDoubles()).max().orElseThrow())
          .as("%s, decoupled %s, %d numbers", adam, decoupled, count)
          .isLessThan(2e-6);
    }
  }

  /** Where decay cancels a gradient, only rounding is left, of which Adam makes a whole step. */
  private static float[] gradient(RandomDraws draws, float[] values) {
    float[] gradient = floats(draws, values.length);
    for (int i = 0; i < values.length; i++) {
      gradient[i] = Math.copySign(gradient[i], values[i]);
    }
    return gradient;
  }

  @Test
  void subnormalMomentsAreZero() {
    SequencedMap<String, Tensor> parameters = one(new float[] {1, 1, 1});
    Tensor parameter = parameters.firstEntry().getValue();
    try (OptimizerState state = Adam.DEFAULT.begin(parameters)) {
      parameter.setGradient(Tensor.of(new float[] {1e-38f, -1e-38f, 1e-30f}, 3));
      state.step(1e-3);
      assertThat(arrays(state).get("p.exp_avg").subList(0, 2)).containsExactly(0.0, 0.0);
      assertThat(arrays(state).get("p.exp_avg").get(2)).isCloseTo(1e-31, within(2e-37));
      assertThat(arrays(state).get("p.exp_avg_sq")).containsOnly(0.0);
    }
  }

  @Test
  void threadsChangeNothing() {
    SequencedMap<String, Tensor> two = one(floats(new RandomDraws(new RandomStream(1)), 200_003));
    SequencedMap<String, Tensor> alone = one(two.firstEntry().getValue().toArray());
    for (Optimizer optimizer : CASES.values()) {
      try (OptimizerState ofTwo = optimizer.begin(two);
          OptimizerState ofOne = optimizer.begin(alone)) {
        step(two, ofTwo, 0);
        Engine _ = Engine.start(Device.CPU, 1);
        step(alone, ofOne, 0);
        Engine _ = Engine.start(Device.CPU, 2);
      }
      assertThat(all(two)).isEqualTo(all(alone));
    }
  }

  @Test
  void aRestoredStateContinuesWithTheSameBits() {
    CASES.forEach(
        (name, optimizer) -> {
          for (boolean precise : new boolean[] {false, true}) {
            SequencedMap<String, Tensor> whole = parameters(precise, true);
            SequencedMap<String, Tensor> resumed = parameters(precise, true);
            try (OptimizerState ofWhole = optimizer.begin(whole);
                OptimizerState before = optimizer.begin(resumed);
                OptimizerState after = optimizer.begin(resumed)) {
              for (int t = 0; t < 10; t++) {
                step(whole, ofWhole, t);
              }
              for (int t = 0; t < 4; t++) {
                step(resumed, before, t);
              }
              after.restore(before.state());
              for (int t = 4; t < 10; t++) {
                step(resumed, after, t);
              }
              assertThat(all(resumed)).as(name).isEqualTo(all(whole));
              assertThat(arrays(after)).as(name).isEqualTo(arrays(ofWhole));
            }
          }
        });
  }

  @Test
  void aMismatchedStateIsRejectedAsAWhole() {
    SequencedMap<String, Tensor> parameters = one(new float[3]);
    try (OptimizerState state = Adam.DEFAULT.begin(parameters)) {
      LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>(state.state().arrays());
      arrays.put("p.exp_avg", StoredArray.of(new float[4], 4));
      arrays.remove("p.step");
      arrays.put("q.step", StoredArray.of(new long[1]));
      assertThatThrownBy(() -> state.restore(new StateDict(arrays)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the state of the optimizer does not fit: p.step is missing; p.exp_avg has the shape"
                  + " [4]: expected [3]; q.step is unknown");
    }
  }

  @Test
  void parametersWithoutGradientAreUnchanged() {
    for (Optimizer optimizer : CASES.values()) {
      SequencedMap<String, Tensor> parameters = one(new float[] {1, 2, 3});
      try (OptimizerState state = optimizer.begin(parameters)) {
        state.step(0.1);
        assertThat(all(parameters)).containsExactly(1, 2, 3);
        assertThat(arrays(state).get("p.step")).containsExactly(0.0);
      }
    }
  }

  @Test
  void outOfRangeValuesAreRejectedTogether() {
    assertThatThrownBy(() -> new Adam(1, -0.1, 0, Double.NaN))
        .hasMessage(
            "adam: beta1 is 1: expected 0 to 0.9999999 (no unit); beta2 is -0.1: expected 0 to"
                + " 0.9999999 (no unit); epsilon is 0: expected a finite number above 0 (no unit);"
                + " weightDecay is NaN: expected a finite number, 0 or more (no unit)");
    assertThatThrownBy(() -> new AdamW(0.9, 0.999, 1e-8, -1))
        .hasMessage("adamw: weightDecay is -1: expected a finite number, 0 or more (no unit)");
    assertThatThrownBy(() -> new Sgd(0, true, 0))
        .hasMessage("sgd: Nesterov momentum requires momentum: expected a value above 0");
    try (OptimizerState state = Adam.DEFAULT.begin(one(new float[1]))) {
      assertThatThrownBy(() -> state.step(Double.NaN))
          .hasMessage("the learning rate is NaN: expected a finite number, 0 or more");
    }
  }

  private static SequencedMap<String, Tensor> parameters(boolean precise, boolean channelsLast) {
    LinkedHashMap<String, Tensor> parameters = new LinkedHashMap<>();
    for (long[] shape : SHAPES) {
      int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      Tensor tensor =
          tensor(IntStream.range(0, count).mapToDouble(Math::cos).toArray(), precise, shape);
      Tensor laid = channelsLast && shape.length == 4 ? tensor.channelsLast() : tensor;
      parameters.put("p" + parameters.size(), laid.requireGradient());
    }
    return parameters;
  }

  private static void step(SequencedMap<String, Tensor> parameters, OptimizerState state, int t) {
    int n = 0;
    for (Tensor parameter : parameters.values()) {
      if (n++ == 1 && t % 3 == 2) {
        parameter.forgetGradient();
      } else {
        double[] values = parameter.toDoubles();
        Arrays.setAll(values, i -> 0.1 * values[i] + Math.sin(0.7 * t + 1.3 * i));
        parameter.setGradient(
            tensor(values, parameter.type().bytes() == Double.BYTES, parameter.shape()));
      }
    }
    state.step(0.01 * (1 + Math.sin(t)));
  }

  private static Tensor tensor(double[] values, boolean precise, long... shape) {
    Tensor tensor = Tensor.of(values, shape);
    return precise ? tensor : tensor.toFloat();
  }

  private static SequencedMap<String, Tensor> one(float[] values) {
    return new LinkedHashMap<>(Map.of("p", Tensor.of(values, values.length).requireGradient()));
  }

  private static float[] floats(RandomDraws draws, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) draws.gaussian(0, 1);
    }
    return values;
  }

  private static double[] all(SequencedMap<String, Tensor> parameters) {
    return parameters.values().stream()
        .flatMapToDouble(tensor -> Arrays.stream(tensor.toDoubles()))
        .toArray();
  }

  private static Map<String, List<Double>> arrays(OptimizerState state) {
    LinkedHashMap<String, List<Double>> arrays = new LinkedHashMap<>();
    state
        .state()
        .arrays()
        .forEach(
            (name, array) -> arrays.put(name, Arrays.stream(array.toDoubles()).boxed().toList()));
    return arrays;
  }
}
