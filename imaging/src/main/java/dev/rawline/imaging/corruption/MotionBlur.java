package dev.rawline.imaging.corruption;

/**
 * Blurs along half a line, as if the camera moved sideways, at a random angle of −45° to 45°.
 *
 * <p>The motion is a length and is scaled.
 *
 * @param motion the motion's length
 */
record MotionBlur(MotionKernel motion) implements Definition {
  private static final double STEEPEST = 45;

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    double angle = STEEPEST * (2 * random.stream(0).nextUniform() - 1);
    return motion.times(scale).of(picture, angle);
  }
}
