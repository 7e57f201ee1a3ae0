package dev.rawline.lab.calibrate;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.CalibrationWarning;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.KeyNumber;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.Table.Cell;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A calibration as one HTML page for a person: what was measured and whether it may be trusted, the
 * numbers with their intervals, the plots, and what all this does not show.
 *
 * <p>The page is self-contained: its plots are in it, and it links to nothing.
 *
 * @param name what the sensor is called
 * @param facts what was measured: label and value
 * @param calibration the numbers
 * @param figures the plots and maps
 * @param provenance where the numbers came from: label and value
 */
public record CalibrationPage(
    String name,
    List<Fact> facts,
    SensorCalibration calibration,
    List<CalibrationFigure> figures,
    List<Fact> provenance) {

  /**
   * A picture with what a person should see in it.
   *
   * @param title what it is called
   * @param caption what it shows, and how to read it
   * @param isMap whether it is a map of the sensor, which may be tall
   * @param png the file of the picture
   */
  @SuppressWarnings("ArrayRecordComponent") // written into the page once, never compared
  public record CalibrationFigure(String title, String caption, boolean isMap, byte[] png) {
    /** Returns the address of the picture within the page. */
    String address() {
      return PagePicture.address("png", png);
    }
  }

  private static final Set<String> KEYS =
      Set.of("gain", "quantumEfficiency", "darkNoise", "saturation", "dynamicRange");

  /** Returns the page. */
  public String html() {
    return Page.of(
            "Calibration of " + name,
            "Photon transfer; implements the formulas of EMVA 1288 Release 4.0 Linear",
            List.of(),
            keyNumbers(),
            "calibrate/page",
            this)
        .html();
  }

  List<BudgetTables.Group> budgets() {
    return BudgetTables.of(calibration.channels());
  }

  /** Returns the errors that some number depends on and nobody stated, in their order. */
  Optional<String> notStated() {
    return BudgetTables.notStated(calibration.channels());
  }

  private static Stream<CalibrationQuantity> quantities() {
    return CalibrationQuantity.GROUPS.stream().flatMap(group -> group.quantities().stream());
  }

  /** Returns the quantities that were not measured. */
  List<CalibrationQuantity> missing() {
    return quantities()
        .filter(quantity -> !quantity.isMeasuredIn(calibration.channels()))
        .filter(quantity -> !quantity.key().contains("."))
        .toList();
  }

  /** Returns the key figures, of the first green channel or of all. */
  private List<KeyNumber> keyNumbers() {
    boolean several = calibration.channels().size() > 1;
    ChannelCalibration channel = calibration.channels().get(several ? 1 : 0);
    String of = several ? ", " + channel.channel().toString() : "";
    return quantities()
        .filter(quantity -> KEYS.contains(quantity.key()))
        .flatMap(
            quantity ->
                quantity.text(channel).stream()
                    .map(
                        text ->
                            new KeyNumber(
                                quantity.name() + of, text.value(), text.unit(), text.interval())))
        .toList();
  }

  List<CalibrationWarning> warnings() {
    return calibration.warnings();
  }

  List<String> channels() {
    return calibration.channels().stream().map(channel -> channel.channel().toString()).toList();
  }

  int columns() {
    return calibration.channels().size() + 2;
  }

  /** The measured quantities of a group. */
  record Group(String name, List<QuantityRow> rows) {}

  /** A measured quantity: a cell for each channel, the unit, and how the interval was found. */
  record QuantityRow(CalibrationQuantity quantity, List<Cell> cells, String unit, String method) {}

  List<Group> groups() {
    return CalibrationQuantity.GROUPS.stream()
        .map(
            group ->
                new Group(
                    group.name(),
                    group.quantities().stream()
                        .filter(quantity -> quantity.isMeasuredIn(calibration.channels()))
                        .map(this::row)
                        .toList()))
        .filter(group -> !group.rows.isEmpty())
        .toList();
  }

  private QuantityRow row(CalibrationQuantity quantity) {
    Estimate last = estimates(quantity).toList().getLast();
    return new QuantityRow(
        quantity,
        calibration.channels().stream()
            .map(
                channel ->
                    quantity
                        .text(channel)
                        .map(text -> new Cell(text.value(), text.interval(), true))
                        .orElse(Cell.of("–")))
            .toList(),
        MeasurementText.of(last, quantity.unit()).unit().isEmpty() ? "ratio" : quantity.unit(),
        last.isResolved() && last.halfWidth() == 0
            ? "choice"
            : quantity.methodOf(calibration.channels().getFirst()).word);
  }

  private Stream<Estimate> estimates(CalibrationQuantity quantity) {
    return calibration.channels().stream().map(quantity.of()).flatMap(Optional::stream);
  }

  List<String> methods() {
    return quantities()
        .filter(quantity -> quantity.isMeasuredIn(calibration.channels()))
        .map(quantity -> quantity.methodOf(calibration.channels().getFirst()))
        .distinct()
        .sorted()
        .map(method -> method.sentence)
        .toList();
  }

  boolean unresolved() {
    return quantities().flatMap(this::estimates).anyMatch(estimate -> !estimate.isResolved());
  }
}
