package dev.rawline.imaging.corruption;

/**
 * Averages the picture and enlargements of its middle, as if the camera moved towards the scene.
 *
 * <p>out = (in + Σ zoom(in, z)) / (n + 1) over n factors z = 1, 1 + step, 1 + 2 · step … below an
 * end. Factors are relative to the picture and are not scaled.
 *
 * @param end the end of the factors
 * @param step the step between factors
 */
record ZoomBlur(double end, double step) implements Definition {
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    // Factors and their number as NumPy's arange rounds them, which decides between 16 and 17.
    int count = (int) Math.ceil((end - 1) / step);
    double between = 1 + step - 1;
    DoubleImage sum = picture.copy();
    for (int i = 0; i < count; i++) {
      CentreZoom.add(picture, 1 + i * between, sum);
    }
    return sum.map(sample -> sample / (count + 1));
  }
}
