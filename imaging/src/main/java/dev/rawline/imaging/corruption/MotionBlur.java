package dev.rawline.imaging.corruption;

import java.util.List;

/**
 * Blurs along half a line, as if the camera moved sideways, at a random angle of −45° to 45°.
 *
 * <p>The motion is a length and is scaled.
 *
 * @param motion the motion's length
 */
record MotionBlur(MotionKernel motion) implements Definition {
  static final Severities SEVERITIES =
      new Severities(
          List.of(at(10, 3), at(15, 5), at(15, 8), at(15, 12), at(20, 15)),
          List.of(at(6, 1), at(6, 1.5), at(6, 2), at(8, 2), at(9, 2.5)));

  private static final double STEEPEST = 45;

  private static MotionBlur at(double radius, double sigma) {
    return new MotionBlur(new MotionKernel(radius, sigma));
  }

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    double angle = STEEPEST * (2 * random.stream(0).nextUniform() - 1);
    return motion.times(scale).of(picture, angle);
  }
}
