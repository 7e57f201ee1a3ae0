package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.Seed;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Draws the pictures of aerial streets in the documentation. */
final class AerialStreetSheets {
  private static final int TILE = 256;
  private static final int GAP = 6;
  private static final int COLUMNS = 4;
  private static final int EDGE = 0xff00d0;

  private AerialStreetSheets() {}

  /**
   * Writes scenes-aerial-street.jpg and scenes-aerial-street-large.jpg.
   *
   * @param arguments the folder of the files
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    ImageIO.write(tiles(), "jpg", folder.resolve("scenes-aerial-street.jpg").toFile());
    ImageIO.write(large(), "jpg", folder.resolve("scenes-aerial-street-large.jpg").toFile());
  }

  /** Two rows of scenes with cars, each above its mask, and a row of backgrounds. */
  private static BufferedImage tiles() {
    int pitch = TILE + GAP;
    BufferedImage sheet =
        new BufferedImage(COLUMNS * pitch - GAP, 5 * pitch - GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D paper = sheet.createGraphics();
    paper.setColor(Color.WHITE);
    paper.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    Grid grid = new Grid(TILE, TILE, 0.06);
    for (int i = 0; i < 3 * COLUMNS; i++) {
      boolean car = i < 2 * COLUMNS;
      String label = car ? AerialStreet.CAR : AerialStreet.BACKGROUND;
      StreetScene scene = (StreetScene) new AerialStreet().draw(label, new Seed(i + 1, "sheet"));
      int x = i % COLUMNS * pitch;
      int y = 2 * (i / COLUMNS) * pitch;
      paper.drawImage(picture(scene, grid), x, y, null);
      if (car) {
        paper.drawImage(picture(scene.mask(grid, 2)), x, y + pitch, null);
      }
    }
    paper.dispose();
    return sheet;
  }

  /** One big scene, with the edges of its mask drawn in. */
  private static BufferedImage large() {
    StreetScene scene = (StreetScene) new AerialStreet().draw(AerialStreet.CAR, new Seed(7, "s"));
    Grid grid = new Grid(960, 640, 0.12);
    BufferedImage picture = picture(scene, grid);
    Mask mask = scene.mask(grid, 2);
    for (int row = 1; row < grid.height() - 1; row++) {
      for (int column = 1; column < grid.width() - 1; column++) {
        boolean inside = mask.at(row, column) != 0;
        boolean edge =
            mask.at(row - 1, column) != 0
                || mask.at(row + 1, column) != 0
                || mask.at(row, column - 1) != 0
                || mask.at(row, column + 1) != 0;
        if (!inside && edge) {
          picture.setRGB(column, row, EDGE);
        }
      }
    }
    return picture;
  }

  /** Converts light to sRGB, balanced so that a grey road is grey. */
  private static BufferedImage picture(StreetScene scene, Grid grid) {
    Radiance radiance = scene.radiance(grid, 2);
    Illumination light = scene.light();
    Rgb sun = light.sun();
    Rgb sky = light.sky();
    double[] white = {
      light.z() * sun.red() + sky.red(),
      light.z() * sun.green() + sky.green(),
      light.z() * sun.blue() + sky.blue()
    };
    int size = grid.width() * grid.height();
    BufferedImage picture =
        new BufferedImage(grid.width(), grid.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < size; i++) {
      int colour = 0;
      for (int band = 0; band < 3; band++) {
        double level = 2 * Math.PI * radiance.samples()[band * size + i] / white[band];
        colour = colour << 8 | encoded(level);
      }
      picture.setRGB(i % grid.width(), i / grid.width(), colour);
    }
    return picture;
  }

  private static BufferedImage picture(Mask mask) {
    BufferedImage picture =
        new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < mask.height(); row++) {
      for (int column = 0; column < mask.width(); column++) {
        picture.setRGB(column, row, mask.at(row, column) == 0 ? 0x202020 : 0xffffff);
      }
    }
    return picture;
  }

  /** Encodes a level by the curve of sRGB (IEC 61966-2-1). */
  private static int encoded(double level) {
    double clipped = Math.clamp(level, 0, 1);
    double value =
        clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * Math.pow(clipped, 1 / 2.4) - 0.055;
    return (int) (255 * value + 0.5);
  }
}
