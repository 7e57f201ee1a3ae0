package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.FileWord;
import java.util.List;

/**
 * Dark current: thermally generated electrons, independent of light.
 *
 * <p>out(y, x) = in(y, x) + d(y, x) · t · 2^((T − T₀) / ΔT) [e⁻], with the dark current d of each
 * pixel at the reference temperature T₀, the exposure time t and the sensor's temperature T. This
 * is the expected charge: its shot noise is drawn together with that of the light.
 *
 * <p>Backwards ∂L/∂in = ∂L/∂out, ∂L/∂t = Σ d · 2^(…) · ∂L/∂out and ∂L/∂T = (ln 2 / ΔT) · Σ d · t ·
 * 2^(…) · ∂L/∂out.
 *
 * <pre>{@code
 * DarkCurrent dark = new DarkCurrent(pattern, 25, 7, new Exposure(0.01, 40)); // 10 ms at 40 °C
 * Electrons warm = dark.apply(charge);
 * }</pre>
 *
 * @param pattern the device's pattern, of the size of the charge
 * @param referenceTemperature the temperature T₀ of the pattern's dark current [°C]
 * @param doublingTemperature the rise ΔT that doubles the dark current [K]
 * @param exposure the exposure time and the temperature
 */
@FileWord("dark_current")
public record DarkCurrent(
    FixedPattern pattern,
    double referenceTemperature,
    double doublingTemperature,
    Exposure exposure)
    implements ChargeStage {

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if the reference is not finite or the rise is not above 0
   */
  public DarkCurrent {
    ParameterChecks.requireFinite("dark_current reference temperature", referenceTemperature, "°C");
    ParameterChecks.requireAbove("dark_current doubling temperature", doublingTemperature, "K", 0);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.between(0, 86_400, "dark_current.exposure", "s"),
        Parameter.between(-100, 150, "dark_current.temperature", "°C"));
  }

  @Override
  public double[] values() {
    return new double[] {exposure.seconds(), exposure.temperature()};
  }

  @Override
  public DarkCurrent with(double[] values) {
    return new DarkCurrent(
        pattern, referenceTemperature, doublingTemperature, new Exposure(values[0], values[1]));
  }

  @Override
  public void row(int row, float[] samples, int from, int columns) {
    float[] current = pattern.darkCurrent();
    float factor = (float) (exposure.seconds() * rise());
    int first = row * columns;
    for (int i = 0; i < columns; i++) {
      samples[from + i] = Math.fma(factor, current[first + i], samples[from + i]);
    }
  }

  @Override
  public void back(Electrons charge, float[] out, float[] cotangent, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < cotangent.length; i++) {
      sum += (double) pattern.darkCurrent()[i] * cotangent[i];
    }
    gradient[0] += sum * rise();
    gradient[1] += sum * exposure.seconds() * rise() * StrictMath.log(2) / doublingTemperature;
  }

  /** Returns the dark current relative to that at the reference temperature. */
  private double rise() {
    return StrictMath.pow(2, (exposure.temperature() - referenceTemperature) / doublingTemperature);
  }
}
