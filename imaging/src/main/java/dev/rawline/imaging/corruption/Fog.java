package dev.rawline.imaging.corruption;

import java.util.List;

/**
 * Adds clouds and keeps the brightest sample m where it was: out = (in + c · clouds) · m / (m + c).
 *
 * <p>The {@link CloudTexture} are about as large as the picture, so they need no scaling.
 *
 * @param density c
 * @param decay by what factor structures of half the size are fainter
 */
record Fog(double density, double decay) implements Definition {
  static final Severities SEVERITIES =
      new Severities(
          List.of(
              new Fog(1.5, 2),
              new Fog(2, 2),
              new Fog(2.5, 1.7),
              new Fog(2.5, 1.5),
              new Fog(3, 1.4)),
          List.of(
              new Fog(0.2, 3),
              new Fog(0.5, 3),
              new Fog(0.75, 2.5),
              new Fog(1, 2),
              new Fog(1.5, 1.75)));

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
