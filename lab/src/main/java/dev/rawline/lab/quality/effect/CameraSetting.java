package dev.rawline.lab.quality.effect;

import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.cause.CameraDifference;
import dev.rawline.lab.quality.cause.CameraNumber;
import dev.rawline.lab.subject.Physical;
import dev.rawline.lab.subject.Setting;
import java.util.Arrays;

/**
 * A camera's difference ↔ numbers of the chain before a model.
 *
 * <p>A level that rises by Δ shows as a black level that is Δ too low; a colour that is w times as
 * strong as w times its gain of the white balance. Those are undone by stating them anew: a black
 * level higher by Δ, gains over e · g · w.
 *
 * @param usual the numbers of the chain as they are
 * @param scale how many DN one is in the scale of the chain's camera
 */
record CameraSetting(Theta usual, double scale) {
  private static final String BLACK = "black_level";
  private static final String WHITE = "white_balance";

  /**
   * Returns the setting under which a model sees data that a sound camera recorded as if the camera
   * had a difference, some of which the chain's numbers undo. More light than was recorded is shown
   * as higher gains, without its lower noise; a sharper lens or a quieter read-out than those that
   * recorded cannot be shown and are left out.
   */
  Setting drifted(CameraDifference difference, CameraDifference undone, SensorSpec sensor) {
    double light = difference.told(CameraNumber.EXPOSURE);
    double brighter = Math.max(1, light);
    Theta theta =
        moved(
            undone.get(CameraNumber.BLACK_LEVEL) - difference.get(CameraNumber.BLACK_LEVEL),
            brighter * difference.told(CameraNumber.RED) / factor(undone, CameraNumber.RED),
            brighter / all(undone),
            brighter * difference.told(CameraNumber.BLUE) / factor(undone, CameraNumber.BLUE));
    Physical physical = Physical.AS_RECORDED;
    if (light < 1) {
      physical = physical.with(Physical.LIGHT, light);
    }
    if (difference.get(CameraNumber.GAIN) != 0) {
      physical = physical.with(Physical.GAIN, difference.told(CameraNumber.GAIN));
    }
    if (difference.get(CameraNumber.BLUR) > 0) {
      physical = physical.with(Physical.BLUR, difference.told(CameraNumber.BLUR));
    }
    double added = difference.get(CameraNumber.READ_NOISE);
    if (added > 0) {
      double own = StrictMath.hypot(sensor.readNoise(), sensor.rowNoise());
      // Noise is told as the changed camera stores it, and added before its gain.
      double gain = sensor.storedGain() * difference.told(CameraNumber.GAIN);
      physical = physical.with(Physical.READ_NOISE, Math.sqrt(own * own + added / (gain * gain)));
    }
    return Setting.of(theta).with(physical);
  }

  /** Returns the numbers of the chain that undo a difference. */
  Theta undoing(CameraDifference undone) {
    return moved(
        undone.get(CameraNumber.BLACK_LEVEL),
        1 / factor(undone, CameraNumber.RED),
        1 / all(undone),
        1 / factor(undone, CameraNumber.BLUE));
  }

  private static double all(CameraDifference difference) {
    return difference.told(CameraNumber.EXPOSURE) * difference.told(CameraNumber.GAIN);
  }

  private static double factor(CameraDifference difference, CameraNumber colour) {
    return all(difference) * difference.told(colour);
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
