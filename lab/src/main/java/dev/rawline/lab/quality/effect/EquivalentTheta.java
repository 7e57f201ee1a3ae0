package dev.rawline.lab.quality.effect;

import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftParameter;
import java.util.Arrays;

/**
 * The drift of a camera ↔ parameters of the chain before a model.
 *
 * <p>A level that rises by Δ shows as a black level that is Δ too low; a colour that is w times as
 * strong as w times its gain of the white balance. Those are undone by new values: a black
 * level higher by Δ, gains over e · g · w.
 *
 * @param usual the parameters of the chain as they are
 * @param scale how many DN one is in the scale of the chain's camera
 */
record EquivalentTheta(Theta usual, double scale) {
  private static final String BLACK = "black_level";
  private static final String WHITE = "white_balance";

  /**
   * Returns the setting under which a model sees data of the reference camera as if the camera
   * had drifted, some of which the parameters of the chain undo. More light than was recorded is shown
   * as higher gains, without its lower noise; a sharper lens or a quieter read-out than those that
   * recorded cannot be shown and are left out.
   */
  OperatingPoint drifted(CameraDrift difference, CameraDrift undone, SensorSpec sensor) {
    double light = difference.value(DriftParameter.EXPOSURE);
    double brighter = Math.max(1, light);
    Theta theta =
        moved(
            undone.get(DriftParameter.BLACK_LEVEL) - difference.get(DriftParameter.BLACK_LEVEL),
            brighter * difference.value(DriftParameter.RED) / factor(undone, DriftParameter.RED),
            brighter / all(undone),
            brighter * difference.value(DriftParameter.BLUE) / factor(undone, DriftParameter.BLUE));
    RecaptureSettings physical = RecaptureSettings.AS_RECORDED;
    if (light < 1) {
      physical = physical.with(RecaptureSettings.LIGHT, light);
    }
    if (difference.get(DriftParameter.GAIN) != 0) {
      physical = physical.with(RecaptureSettings.GAIN, difference.value(DriftParameter.GAIN));
    }
    if (difference.get(DriftParameter.BLUR) > 0) {
      physical = physical.with(RecaptureSettings.BLUR, difference.value(DriftParameter.BLUR));
    }
    double added = difference.get(DriftParameter.READ_NOISE);
    if (added > 0) {
      double own = StrictMath.hypot(sensor.readNoise(), sensor.rowNoise());
      // The noise is that which the drifted camera stores, and added before its gain.
      double gain = sensor.storedGain() * difference.value(DriftParameter.GAIN);
      physical =
          physical.with(RecaptureSettings.READ_NOISE, Math.sqrt(own * own + added / (gain * gain)));
    }
    return OperatingPoint.of(theta).with(physical);
  }

  /** Returns the parameters of the chain that undo a drift. */
  Theta undoing(CameraDrift undone) {
    return moved(
        undone.get(DriftParameter.BLACK_LEVEL),
        1 / factor(undone, DriftParameter.RED),
        1 / all(undone),
        1 / factor(undone, DriftParameter.BLUE));
  }

  private static double all(CameraDrift difference) {
    return difference.value(DriftParameter.EXPOSURE) * difference.value(DriftParameter.GAIN);
  }

  private static double factor(CameraDrift difference, DriftParameter colour) {
    return all(difference) * difference.value(colour);
  }

  private Theta moved(double black, double red, double green, double blue) {
    Theta theta = usual;
    if (black != 0) {
      double[] levels = theta.get(BLACK);
      theta =
          theta.with(BLACK, Arrays.stream(levels).map(level -> level + black / scale).toArray());
    }
    if (red != 1 || green != 1 || blue != 1) {
      double[] gains = theta.get(WHITE);
      theta = theta.with(WHITE, new double[] {gains[0] * red, gains[1] * green, gains[2] * blue});
    }
    return theta;
  }
}
