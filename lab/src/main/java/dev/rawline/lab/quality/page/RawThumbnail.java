package dev.rawline.lab.quality.page;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.workbench.sheet.Thumbnail;
import java.awt.image.BufferedImage;

/**
 * A raw image → a small picture to recognise it by: half its size, a colour a quad, and as bright
 * and coloured as images of the reference are, so that what is wrong with it shows.
 */
public record RawThumbnail(QualityReference reference) {
  private static final int SIDE = 160;

  /** Where the mean of the reference's images lies, of white; with the curve below, mid-grey. */
  private static final double GREY = 0.18;

  private static final double CURVE = 1 / 2.2;

  public BufferedImage of(RawImage raw) {
    return of(raw, CameraDrift.NONE);
  }

  /** Returns the picture with camera parameters that undo a drift of levels. */
  public BufferedImage of(RawImage image, CameraDrift undone) {
    // The quads of a monochrome image are grey.
    RawImage raw = image.cfa().hasFilters() ? image : image.with(Cfa.RGGB);
    int width = raw.width() / 2;
    int height = raw.height() / 2;
    float[] samples = new float[View.CHANNELS * width * height];
    double offset = undone.get(DriftParameter.BLACK_LEVEL);
    double light = undone.value(DriftParameter.EXPOSURE) * undone.value(DriftParameter.GAIN);
    double red = usual(Quantity.RED_MEAN) * light * undone.value(DriftParameter.RED);
    double green = usual(Quantity.GREEN_MEAN) * light;
    double blue = usual(Quantity.BLUE_MEAN) * light * undone.value(DriftParameter.BLUE);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double reds = 0;
        double greens = 0;
        double blues = 0;
        for (int i = 0; i < 4; i++) {
          int y = 2 * row + i / 2;
          int x = 2 * column + i % 2;
          Cfa.Site site = raw.cfa().siteAt(y, x);
          double level = raw.at(y, x) - reference.frame().black().at(site) - offset;
          switch (site) {
            case RED -> reds = level;
            case GREEN_IN_RED_ROW, GREEN_IN_BLUE_ROW -> greens += level / 2;
            case BLUE -> blues = level;
          }
        }
        if (!image.cfa().hasFilters()) {
          greens = (reds + 2 * greens + blues) / 4;
          reds = greens;
          blues = greens;
        }
        int at = row * width + column;
        samples[at] = shown(reds, red);
        samples[width * height + at] = shown(greens, green);
        samples[2 * width * height + at] = shown(blues, blue);
      }
    }
    View view = new View(width, height, samples);
    Thumbnail thumbnail = new Thumbnail(width, height, SIDE);
    thumbnail.add(0, view);
    return thumbnail.image();
  }

  private double usual(Quantity mean) {
    boolean measured = Quantity.of(reference.frame().cfa()).contains(mean);
    return Math.max(reference.images().mean(measured ? mean : Quantity.LEVEL_MEAN), 1e-9);
  }

  private static float shown(double level, double usual) {
    return (float) Math.pow(Math.clamp(GREY * level / usual, 0, 1), CURVE);
  }
}
