package dev.rawline.learning.optimize;

import dev.rawline.imaging.numeric.Lanes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * The fast twin of {@link AdamUpdate}: one pass over float32 in memory, 28 bytes a number.
 *
 * <p>Moments are rounded to multiples of 2⁻¹²³, which changes nothing. Where gradients stay 0 they
 * would otherwise become subnormal numbers, which take the processor four times as long.
 */
final class AdamKernel implements ParameterUpdate.Sweep {
  /** Bytes of a vector. */
  private static final long BYTES = (long) Lanes.COUNT * Float.BYTES;

  private static final float SMALL = 0x1p-100f;

  private final float ofSlope;
  private final float beta2;
  private final float ofSquare;
  private final float size;
  private final float scale;
  private final float epsilon;
  private final float pull;
  private final float kept;

  AdamKernel(AdamUpdate step) {
    ofSlope = (float) (1 - step.beta1());
    beta2 = (float) step.beta2();
    ofSquare = (float) (1 - step.beta2());
    size = (float) -step.size();
    scale = (float) step.scale();
    epsilon = (float) step.epsilon();
    pull = (float) step.pull();
    kept = (float) step.kept();
  }

  @Override
  public void over(List<MemorySegment> arrays) {
    long bytes = arrays.getFirst().byteSize();
    long whole = bytes - bytes % BYTES;
    wholeLanes(arrays, whole / Float.BYTES);
    if (whole < bytes) {
      try (Arena arena = Arena.ofConfined()) {
        List<MemorySegment> rests = arrays.stream().map(array -> array.asSlice(whole)).toList();
        List<MemorySegment> padded =
            rests.stream().map(rest -> arena.allocate(BYTES).copyFrom(rest)).toList();
        wholeLanes(padded, Lanes.COUNT);
        for (int i = 0; i < rests.size(); i++) {
          rests.get(i).copyFrom(padded.get(i).asSlice(0, bytes - whole));
        }
      }
    }
  }

  /** Masks at the end would slow down every step before it fourfold. */
  private void wholeLanes(List<MemorySegment> arrays, long count) {
    MemorySegment parameters = arrays.get(0);
    MemorySegment gradients = arrays.get(1);
    MemorySegment firsts = arrays.get(2);
    MemorySegment seconds = arrays.get(3);
    for (long i = 0; i < count; i += Lanes.COUNT) {
      FloatVector parameter = load(parameters, i).mul(kept);
      FloatVector gradient = load(gradients, i);
      FloatVector slope = parameter.fma(Lanes.all(pull), gradient);
      FloatVector before = load(firsts, i);
      FloatVector first = normal(slope.sub(before).fma(Lanes.all(ofSlope), before));
      store(first, firsts, i);
      FloatVector decayed = load(seconds, i).mul(beta2);
      FloatVector second = normal(slope.mul(slope).fma(Lanes.all(ofSquare), decayed));
      store(second, seconds, i);
      FloatVector way = first.div(second.sqrt().fma(Lanes.all(scale), Lanes.all(epsilon)));
      store(way.fma(Lanes.all(size), parameter), parameters, i);
    }
  }

  /** Rounds to multiples of the last bit of a small number. */
  private static FloatVector normal(FloatVector moment) {
    return moment.add(SMALL).sub(SMALL);
  }

  private static FloatVector load(MemorySegment memory, long at) {
    return FloatVector.fromMemorySegment(
        Lanes.FLOATS, memory, at * Float.BYTES, ByteOrder.nativeOrder());
  }

  private static void store(FloatVector vector, MemorySegment memory, long at) {
    vector.intoMemorySegment(memory, at * Float.BYTES, ByteOrder.nativeOrder());
  }
}
