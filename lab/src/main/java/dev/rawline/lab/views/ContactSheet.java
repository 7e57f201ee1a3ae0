package dev.rawline.lab.views;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.BandSink;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.FramePreview;
import dev.rawline.workbench.sheet.Thumbnail;
import dev.rawline.workbench.text.NumberText;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The raw mosaic and its views on one labelled sheet, for visual inspection.
 *
 * <p>A row holds the views of one demosaicing, a column those of one sharpening and denoising; the
 * mosaic and what is known about it are on the left. Where the sheet shows a picture smaller than
 * it is, each picture also has an inset of its busiest square, enlarged.
 *
 * <p>It takes the views band by band, like a writer, and holds only what it will draw.
 */
public final class ContactSheet implements BandSink {
  private static final int CELL = 340;

  /** Views next to each other where they do not fill a table. */
  private static final int COLUMNS = 4;

  private static final int GAP = 24;

  private static final int DETAIL = 48;
  private static final int ENLARGEMENT = 2;
  private static final double SMALLER = 0.75;
  private static final int STRIP_ROWS = 128;

  private final String title;
  private final String subtitle;
  private final List<String> facts;
  private final List<ViewName> names;
  private final Optional<Rectangle> inset;
  private final Cell mosaic;
  private final List<Cell> cells = new ArrayList<>();

  /**
   * Prepares the sheet of some views.
   *
   * @param title the sheet's first line, for example the file's name
   * @param raw the raw image
   * @param camera whose numbers render it
   * @param names the views, in the order in which they are numbered
   * @throws IllegalArgumentException if the raw image lacks a level that the camera needs
   */
  public ContactSheet(String title, RawImage raw, Camera camera, List<ViewName> names) {
    this.title = title;
    this.subtitle =
        "camera %s · %d × %d px · %s · %d bits"
            .formatted(
                camera.name(),
                raw.width(),
                raw.height(),
                raw.cfa(),
                raw.calibration().containerBits());
    this.facts = facts(raw.calibration(), camera);
    this.names = List.copyOf(names);
    boolean smaller = CELL < SMALLER * Math.max(raw.width(), raw.height());
    this.inset = smaller ? Optional.of(FullSizeDetail.busiest(raw, DETAIL)) : Optional.empty();
    this.mosaic = cell(raw);
    for (int i = 0; i < names.size(); i++) {
      cells.add(cell(raw));
    }
    showMosaic(raw, camera);
  }

  private static List<String> facts(Calibration known, Camera camera) {
    List<String> facts = new ArrayList<>();
    known
        .camera()
        .filter(maker -> !maker.value().equals(camera.name()))
        .ifPresent(maker -> facts.add(maker.value()));
    known.iso().ifPresent(iso -> facts.add("ISO " + NumberText.brief(iso.value())));
    known
        .exposureSeconds()
        .ifPresent(time -> facts.add("exposure " + NumberText.exposure(time.value())));
    facts.add("black level (R, G1, G2, B)");
    facts.add("    " + blackLevel(known, camera));
    facts.add("white balance (R, G, B)");
    facts.add("    " + NumberText.brief(camera.whiteBalance()));
    facts.add("colour matrix");
    for (List<Double> row : camera.colourMatrix().rows()) {
      facts.add("    " + row.stream().map(NumberText::brief).collect(Collectors.joining("   ")));
    }
    facts.add("mosaic " + FramePreview.BEFORE_GAMMA);
    return facts;
  }

  private static String blackLevel(Calibration known, Camera camera) {
    return switch (camera.scale()) {
      case FULL_SCALE -> NumberText.brief(camera.blackLevel()) + " of full scale";
      case BLACK_TO_WHITE ->
          known.blackLevel().map(black -> NumberText.brief(black.value())).orElse("?") + " DN";
    };
  }

  /** Strip by strip, because a whole mosaic in the camera's scale would be held for nothing. */
  private void showMosaic(RawImage raw, Camera camera) {
    BlackLevel black = new BlackLevel(camera.blackLevel());
    for (int row = 0; row < raw.height(); row += STRIP_ROWS) {
      RawImage strip = raw.crop(row, 0, Math.min(STRIP_ROWS, raw.height() - row), raw.width());
      mosaic.add(row, FramePreview.of(black.apply(camera.normalise(strip))));
    }
  }

  @Override
  public void accept(int rendering, int firstRow, View band) {
    cells.get(rendering).add(firstRow, band);
  }

  /** Returns the sheet of all that was taken. */
  public BufferedImage draw() {
    List<Object> rows = names.stream().<Object>map(ViewName::demosaic).distinct().toList();
    List<Object> columns = names.stream().map(ContactSheet::column).distinct().toList();
    boolean table = rows.size() * columns.size() == names.size();
    Comparator<ViewName> order =
        Comparator.<ViewName>comparingInt(name -> rows.indexOf(name.demosaic()))
            .thenComparingInt(name -> columns.indexOf(column(name)));
    int width = Math.max(picture(mosaic).getWidth(), CELL * 7 / 8);
    List<Block> views =
        (table ? names.stream().sorted(order) : names.stream())
            .map(name -> shown(cells.get(names.indexOf(name)), name.toString(), width))
            .toList();
    List<Block> left =
        new ArrayList<>(List.of(shown(mosaic, "raw mosaic", width), Block.space(0, 8)));
    facts.forEach(fact -> left.add(Block.text(fact, Style.CAPTION, Style.FAINT_INK, width)));
    return Block.row(
            GAP,
            List.of(
                Block.column(0, left), Block.grid(table ? columns.size() : COLUMNS, GAP, views)))
        .sheet(title, List.of(subtitle), 0);
  }

  private static Object column(ViewName name) {
    return List.of(name.sharpen(), name.denoise());
  }

  private Block shown(Cell cell, String caption, int width) {
    Block alone = Block.picture(picture(cell));
    return Block.column(
        inset.map(place -> withInset(alone, cell, place)).orElse(alone),
        Block.space(0, 4),
        Block.text(caption, Style.CAPTION, Style.INK, width));
  }

  private static Block withInset(Block picture, Cell cell, Rectangle place) {
    double scale = (double) picture.width() / cell.pictureWidth;
    Rectangle mark =
        new Rectangle(
            (int) Math.round(place.x * scale),
            (int) Math.round(place.y * scale),
            Math.max(3, (int) Math.round(place.width * scale)),
            Math.max(3, (int) Math.round(place.height * scale)));
    BufferedImage detail =
        Thumbnail.fitted(
            cell.detail.orElseThrow().image(), ENLARGEMENT * Math.max(place.width, place.height));
    // In the corner that does not hide the place that it enlarges.
    boolean right = mark.getCenterX() < picture.width() / 2.0;
    int left = right ? picture.width() - detail.getWidth() : 0;
    int top = picture.height() - detail.getHeight();
    return picture
        .overlaid(Block.picture(detail), left, top)
        .outlined(mark)
        .outlined(new Rectangle(left, top, detail.getWidth(), detail.getHeight()));
  }

  /** One picture of the sheet. */
  private record Cell(Thumbnail thumbnail, Optional<FullSizeDetail> detail, int pictureWidth) {
    void add(int firstRow, View band) {
      thumbnail.add(firstRow, band);
      detail.ifPresent(square -> square.add(firstRow, band));
    }
  }

  private Cell cell(RawImage raw) {
    return new Cell(
        new Thumbnail(raw.width(), raw.height(), CELL),
        inset.map(FullSizeDetail::new),
        raw.width());
  }

  private static BufferedImage picture(Cell cell) {
    return Thumbnail.fitted(cell.thumbnail.image(), CELL);
  }

  /** A small square of a view at full size, gathered while the view's bands pass by. */
  static final class FullSizeDetail {
    private final Rectangle place;
    private final float[] samples;

    FullSizeDetail(Rectangle place) {
      this.place = place;
      this.samples = new float[View.CHANNELS * place.width * place.height];
    }

    /**
     * Returns the square of a mosaic in which neighbouring quads of pixels differ most: where
     * sharpening, denoising and demosaicing show. Differences are weighed by the square root of the
     * brightness, with which shot noise grows.
     */
    static Rectangle busiest(RawImage raw, int side) {
      int width = Math.min(side, raw.width());
      int height = Math.min(side, raw.height());
      Rectangle busiest = new Rectangle(0, 0, width, height);
      double most = -1;
      for (int top = 0; top + height <= raw.height(); top += Math.max(1, height / 2)) {
        for (int left = 0; left + width <= raw.width(); left += Math.max(1, width / 2)) {
          double busy = busy(raw, new Rectangle(left, top, width, height));
          if (busy > most) {
            most = busy;
            busiest = new Rectangle(left, top, width, height);
          }
        }
      }
      return busiest;
    }

    private static double busy(RawImage raw, Rectangle square) {
      double differences = 0;
      double brightness = 0;
      for (int row = square.y; row + 4 <= square.y + square.height; row += 2) {
        for (int column = square.x; column + 4 <= square.x + square.width; column += 2) {
          double here = quad(raw, row, column);
          brightness += Math.max(0, here);
          differences += Math.abs(here - quad(raw, row, column + 2));
          differences += Math.abs(here - quad(raw, row + 2, column));
        }
      }
      return brightness > 0 ? differences / Math.sqrt(brightness) : 0;
    }

    private static double quad(RawImage raw, int row, int column) {
      return raw.at(row, column)
          + raw.at(row, column + 1)
          + raw.at(row + 1, column)
          + raw.at(row + 1, column + 1);
    }

    /** Takes some full rows of the view. */
    void add(int firstRow, View band) {
      int from = Math.max(firstRow, place.y);
      int to = Math.min(firstRow + band.height(), place.y + place.height);
      for (int channel = 0; channel < View.CHANNELS; channel++) {
        for (int row = from; row < to; row++) {
          System.arraycopy(
              band.samples(),
              (channel * band.height() + row - firstRow) * band.width() + place.x,
              samples,
              (channel * place.height + row - place.y) * place.width,
              place.width);
        }
      }
    }

    BufferedImage image() {
      return Thumbnail.image(new View(place.width, place.height, samples));
    }
  }
}
