package dev.rawline.imaging.metric;

/**
 * The colour difference ΔE₀₀ of two L*a*b* colours, and its gradient with respect to the first.
 *
 * <p>Symbols are those of G. Sharma, W. Wu and E. N. Dalal, Color Research and Application 30
 * (2005) 21–30, with hues in radians; a′ is called {@code primeA}, 1 + G {@code stretch}, and Δθ
 * {@code bell}.
 */
final class Ciede2000 {
  private static final double TURN = 2 * Math.PI;
  private static final double TO_7 = Math.pow(25, 7);

  /** Below this chroma the hue is rounding noise. */
  private static final double NEUTRAL = 1e-6;

  private final double a1;
  private final double b1;
  private final double a2;
  private final double b2;
  private final double c1;
  private final double meanC;
  private final double stretch;
  private final double primeA1;
  private final double primeA2;
  private final double primeC1;
  private final double primeC2;

  /** Δh′ and h̄′, on which the formula branches. */
  final double hueDifference;

  final double meanHue;
  private final double lightnessOffset;
  private final double meanPrimeC;
  private final double t;
  private final double bell;
  private final double rotationOfChroma;
  private final double rotation;
  private final double lightnessScale;
  private final double chromaScale;
  private final double hueScale;

  /** ΔL′/S_L, ΔC′/S_C and ΔH′/S_H. */
  private final double lightness;

  private final double chroma;
  private final double hue;
  private final double distance;

  Ciede2000(double[] first, double[] second) {
    a1 = first[1];
    b1 = first[2];
    a2 = second[1];
    b2 = second[2];
    c1 = Math.hypot(a1, b1);
    meanC = (c1 + Math.hypot(a2, b2)) / 2;
    stretch = 1.5 - saturation(meanC) / 2;
    primeA1 = stretch * a1;
    primeA2 = stretch * a2;
    primeC1 = Math.hypot(primeA1, b1);
    primeC2 = Math.hypot(primeA2, b2);
    meanPrimeC = (primeC1 + primeC2) / 2;

    double h1 = angle(b1, primeA1);
    double h2 = angle(b2, primeA2);
    double turned = h2 - h1;
    if (primeC1 == 0 || primeC2 == 0) {
      hueDifference = 0;
      meanHue = h1 + h2;
    } else if (Math.abs(turned) <= Math.PI) {
      hueDifference = turned;
      meanHue = (h1 + h2) / 2;
    } else {
      hueDifference = turned - Math.copySign(TURN, turned);
      meanHue = (h1 + h2 + (h1 + h2 < TURN ? TURN : -TURN)) / 2;
    }

    lightnessOffset = (first[0] + second[0]) / 2 - 50;
    t =
        1
            - 0.17 * Math.cos(meanHue - Math.toRadians(30))
            + 0.24 * Math.cos(2 * meanHue)
            + 0.32 * Math.cos(3 * meanHue + Math.toRadians(6))
            - 0.20 * Math.cos(4 * meanHue - Math.toRadians(63));
    double fromBlue = (Math.toDegrees(meanHue) - 275) / 25;
    bell = Math.toRadians(30) * Math.exp(-fromBlue * fromBlue);
    rotationOfChroma = 2 * saturation(meanPrimeC);
    rotation = -Math.sin(2 * bell) * rotationOfChroma;
    double squaredOffset = lightnessOffset * lightnessOffset;
    lightnessScale = 1 + 0.015 * squaredOffset / Math.sqrt(20 + squaredOffset);
    chromaScale = 1 + 0.045 * meanPrimeC;
    hueScale = 1 + 0.015 * meanPrimeC * t;

    lightness = (second[0] - first[0]) / lightnessScale;
    chroma = (primeC2 - primeC1) / chromaScale;
    hue = 2 * Math.sqrt(primeC1 * primeC2) * Math.sin(hueDifference / 2) / hueScale;
    distance =
        Math.sqrt(lightness * lightness + chroma * chroma + hue * hue + rotation * chroma * hue);
  }

  double distance() {
    return distance;
  }

  /** Writes ∂ΔE/∂(L*, a*, b*) of the first colour: the chain rule, from the distance backwards. */
  void pull(double[] gradient) {
    if (distance == 0) {
      gradient[0] = gradient[1] = gradient[2] = 0;
      return;
    }
    double byLightness = lightness / distance;
    double byChroma = (chroma + rotation * hue / 2) / distance;
    double byHue = (hue + rotation * chroma / 2) / distance;
    double byRotation = chroma * hue / (2 * distance);

    double squaredOffset = lightnessOffset * lightnessOffset;
    double lightnessScaleSlope =
        0.015 * lightnessOffset * (40 + squaredOffset) / Math.pow(20 + squaredOffset, 1.5);
    gradient[0] = -(byLightness / lightnessScale) * (1 + lightness * lightnessScaleSlope / 2);

    if (primeC1 < NEUTRAL) {
      // The tip of the cone: the gradient has no direction of its own and points to the other
      // colour.
      double pull = -1 / (distance * hueScale * hueScale);
      gradient[1] = pull * stretch * primeA2;
      gradient[2] = pull * b2;
      return;
    }

    double byHueScale = -byHue * hue / hueScale;
    double byHueTurn = byHue / hueScale;
    double byMeanPrimeC =
        -byChroma * chroma / chromaScale * 0.045
            + byHueScale * 0.015 * t
            - byRotation * Math.sin(2 * bell) * 2 * saturationSlope(meanPrimeC);
    double tSlope =
        0.17 * Math.sin(meanHue - Math.toRadians(30))
            - 0.48 * Math.sin(2 * meanHue)
            - 0.96 * Math.sin(3 * meanHue + Math.toRadians(6))
            + 0.80 * Math.sin(4 * meanHue - Math.toRadians(63));
    double bellSlope = -2 * bell * (Math.toDegrees(meanHue) - 275) / (25 * 25) * Math.toDegrees(1);
    double byMeanHue =
        byHueScale * 0.015 * meanPrimeC * tSlope
            - byRotation * 2 * Math.cos(2 * bell) * rotationOfChroma * bellSlope;

    double root = Math.sqrt(primeC1 * primeC2);
    double sine = Math.sin(hueDifference / 2);
    double byHueDifference = byHueTurn * root * Math.cos(hueDifference / 2);
    double byPrimeC1 =
        byMeanPrimeC / 2 - byChroma / chromaScale + byHueTurn * sine * root / primeC1;
    double byH1 = byMeanHue / 2 - byHueDifference;
    double byPrimeA1 = (byPrimeC1 * primeA1 - byH1 * b1 / primeC1) / primeC1;
    double byB1 = (byPrimeC1 * b1 + byH1 * primeA1 / primeC1) / primeC1;

    double byStretch = byPrimeA1 * a1;
    if (primeC2 >= NEUTRAL) {
      double byPrimeC2 =
          byMeanPrimeC / 2 + byChroma / chromaScale + byHueTurn * sine * root / primeC2;
      double byH2 = byMeanHue / 2 + byHueDifference;
      byStretch += a2 * (byPrimeC2 * primeA2 - byH2 * b2 / primeC2) / primeC2;
    }
    double byC1 = -byStretch * saturationSlope(meanC) / 4;
    gradient[1] = byPrimeA1 * stretch + byC1 * a1 / c1;
    gradient[2] = byB1 + byC1 * b1 / c1;
  }

  /** √(c⁷ / (c⁷ + 25⁷)). */
  private static double saturation(double c) {
    double to7 = Math.pow(c, 7);
    return Math.sqrt(to7 / (to7 + TO_7));
  }

  private static double saturationSlope(double c) {
    return 3.5 * TO_7 * Math.pow(c, 2.5) / Math.pow(Math.pow(c, 7) + TO_7, 1.5);
  }

  /** Returns the angle of (x, y), 0 to 2π. */
  private static double angle(double y, double x) {
    double angle = Math.atan2(y, x);
    return angle < 0 ? angle + TURN : angle;
  }
}
