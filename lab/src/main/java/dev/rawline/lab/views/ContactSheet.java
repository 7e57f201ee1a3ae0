package dev.rawline.lab.views;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.BandSink;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.FramePreview;
import dev.rawline.workbench.sheet.Thumbnail;
import dev.rawline.workbench.text.NumberText;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The raw mosaic and its views on one labelled sheet, so that people can look.
 *
 * <p>A row holds the views of one demosaicing, a column those of one sharpening and denoising; the
 * mosaic and what is known about it stand on the left. Where the sheet shows a picture smaller than
 * it is, each picture also has an inset of its busiest square, enlarged.
 *
 * <p>It takes the views band by band, like a writer, and holds only what it will draw.
 */
public final class ContactSheet implements BandSink {
  private static final int CELL = 340;

  /** Views beside each other where they fill no table. */
  private static final int COLUMNS = 4;

  private static final int MARGIN = 28;
  private static final int GAP = 18;
  private static final int HEADER = 76;
  private static final int CAPTION = 30;

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
    this.mosaic = new Cell(raw);
    for (int i = 0; i < names.size(); i++) {
      cells.add(new Cell(raw));
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
    List<Place> places = places();
    int rows = 1 + places.stream().mapToInt(Place::row).max().orElse(0);
    int columns = 1 + places.stream().mapToInt(Place::column).max().orElse(0);
    BufferedImage first = mosaic.picture();
    int factsBelow = CAPTION + facts.size() * Style.LINE;
    int cellWidth = Math.max(first.getWidth(), CELL * 7 / 8);
    int cellHeight = first.getHeight() + CAPTION;
    int body = Math.max(rows * (cellHeight + GAP) - GAP, cellHeight + factsBelow);
    BufferedImage sheet =
        Style.sheet(
            2 * MARGIN + (columns + 1) * (cellWidth + 2 * GAP) - 2 * GAP,
            MARGIN + HEADER + body + MARGIN);
    Graphics2D pen = Style.pen(sheet);
    Style.header(pen, title, List.of(subtitle), MARGIN, sheet.getWidth() - 2 * MARGIN);
    int top = MARGIN + HEADER;
    draw(pen, mosaic, "raw mosaic", MARGIN, top, cellWidth);
    for (int i = 0; i < facts.size(); i++) {
      int y = top + cellHeight + CAPTION + i * Style.LINE;
      Style.write(pen, Style.CAPTION, Style.FAINT_INK, facts.get(i), MARGIN, y, cellWidth);
    }
    for (int i = 0; i < names.size(); i++) {
      draw(
          pen,
          cells.get(i),
          names.get(i).toString(),
          MARGIN + (places.get(i).column() + 1) * (cellWidth + 2 * GAP),
          top + places.get(i).row() * (cellHeight + GAP),
          cellWidth);
    }
    pen.dispose();
    return sheet;
  }

  /** Where a view stands beside the mosaic, counted from 0. */
  private record Place(int row, int column) {}

  /** A row a demosaicing where views fill such a table, or else one view after the other. */
  private List<Place> places() {
    List<Object> rows = names.stream().<Object>map(ViewName::demosaic).distinct().toList();
    List<Object> columns = names.stream().map(ContactSheet::column).distinct().toList();
    boolean table = rows.size() * columns.size() == names.size();
    List<Place> places = new ArrayList<>();
    for (ViewName name : names) {
      int place = places.size();
      places.add(
          table
              ? new Place(rows.indexOf(name.demosaic()), columns.indexOf(column(name)))
              : new Place(place / COLUMNS, place % COLUMNS));
    }
    return places;
  }

  private static Object column(ViewName name) {
    return List.of(name.sharpen(), name.denoise());
  }

  private void draw(Graphics2D pen, Cell cell, String caption, int x, int y, int width) {
    BufferedImage picture = cell.picture();
    pen.drawImage(picture, x, y, null);
    inset.ifPresent(place -> drawInset(pen, cell, place, picture, x, y));
    Style.write(pen, Style.CAPTION, Style.INK, caption, x, y + picture.getHeight() + 20, width);
  }

  private static void drawInset(
      Graphics2D pen, Cell cell, Rectangle place, BufferedImage picture, int x, int y) {
    double scale = cell.scale();
    Rectangle mark =
        new Rectangle(
            x + (int) Math.round(place.x * scale),
            y + (int) Math.round(place.y * scale),
            Math.max(3, (int) Math.round(place.width * scale)),
            Math.max(3, (int) Math.round(place.height * scale)));
    int width = place.width * ENLARGEMENT;
    int height = place.height * ENLARGEMENT;
    // In the corner that does not hide the place that it enlarges.
    boolean right = mark.getCenterX() < x + picture.getWidth() / 2.0;
    int left = right ? x + picture.getWidth() - width : x;
    int top = y + picture.getHeight() - height;
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    pen.drawImage(cell.enlarged(), left, top, width, height, null);
    frame(pen, mark);
    frame(pen, new Rectangle(left, top, width, height));
  }

  private static void frame(Graphics2D pen, Rectangle place) {
    pen.setColor(Color.BLACK);
    pen.setStroke(new BasicStroke(3));
    pen.draw(place);
    pen.setColor(Color.WHITE);
    pen.setStroke(new BasicStroke(1));
    pen.draw(place);
  }

  /** One picture of the sheet. */
  private final class Cell {
    private final Thumbnail thumbnail;
    private final Optional<FullSizeDetail> detail;
    private final int enlargement;
    private final int pictureWidth;

    Cell(RawImage raw) {
      thumbnail = new Thumbnail(raw.width(), raw.height(), CELL);
      detail = inset.map(FullSizeDetail::new);
      enlargement = Thumbnail.enlargement(raw.width(), raw.height(), CELL);
      pictureWidth = raw.width();
    }

    void add(int firstRow, View band) {
      thumbnail.add(firstRow, band);
      detail.ifPresent(square -> square.add(firstRow, band));
    }

    /** Returns the picture at most as large as a cell; a tiny one is enlarged by a whole number. */
    BufferedImage picture() {
      return Thumbnail.enlarged(thumbnail.image(), enlargement);
    }

    BufferedImage enlarged() {
      return detail.orElseThrow().image();
    }

    double scale() {
      return (double) picture().getWidth() / pictureWidth;
    }
  }
}
