package dev.rawline.imaging.corruption;

/**
 * Adds clouds and keeps the brightest sample m where it was: out = (in + c · clouds) · m / (m + c).
 *
 * <p>The {@link CloudTexture} are about as large as the picture, so they need no scaling.
 *
 * @param density c
 * @param decay by what factor structures of half the size are fainter
 */
record Fog(double density, double decay) implements Definition {
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    double[] clouds = CloudTexture.draw(picture.width, picture.height, decay, random.stream(0));
    double brightest = 0;
    for (double sample : picture.samples) {
      brightest = Math.max(brightest, sample);
    }
    double kept = brightest / (brightest + density);
    DoubleImage foggy = picture.blank();
    for (int i = 0; i < foggy.samples.length; i++) {
      foggy.samples[i] = (picture.samples[i] + density * clouds[i % clouds.length]) * kept;
    }
    return foggy;
  }
}
