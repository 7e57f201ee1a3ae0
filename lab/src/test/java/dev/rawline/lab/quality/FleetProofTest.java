package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.DocumentedKind;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.check.ChartDesign;
import dev.rawline.lab.quality.check.FlagImages;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.watch.WatchRun;
import dev.rawline.lab.statistic.ControlScheme;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.QueryResult;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of a fleet: control charts a camera, in one lab book, and one query for all. */
@Tag("slow")
class FleetProofTest {
  private static final int CAMERAS = Integer.getInteger("rawline.cameras", 1000);
  private static final int POOL = Integer.getInteger("rawline.pool", 400);
  private static final int DAYS = 365;
  private static final int IMAGES_A_DAY = 4;
  private static final int REFERENCE = 100;
  private static final int SIDE = 128;
  private static final int TRIALS = Integer.getInteger("rawline.trials", 4);
  private static final int LONGEST = 30;

  /** One false alarm of a camera in ten years. */
  private static final double RUN_LENGTH = 10.0 * DAYS * IMAGES_A_DAY;

  /** One camera in ten changes. */
  private static final int CHANGED = 10;

  /** The metric of a day: how near the chart that is farthest out comes to its limit. */
  private static final String CHART = "chart";

  private static final String CONFIRMED = "changed_on_day";

  /** One row a camera; totals of the fleet stand in each. */
  static final String QUERY =
      """
      with charts as (
        select run, max(step) as today,
          max(case when abs(value) <= 1 then step else 0 end) as last_good,
          min(case when abs(value) > 1 then step end) as first_alarm
        from metrics where name = 'chart' group by run
      ), known as (
        select charts.*, cast(tags.value as integer) as changed_on
        from charts left join tags on tags.run = charts.run and tags.name = 'changed_on_day'
      ), judged as (
        select known.*,
          case when last_good < today then 1 else 0 end as out_now,
          case when first_alarm < coalesce(changed_on, today + 1) then 1 else 0 end as is_false,
          case when first_alarm < coalesce(changed_on, today + 1) then first_alarm
            else coalesce(changed_on - 1, today) end as days_in_control
        from known
      ), fleet as (
        select judged.*, sum(out_now) over () as cameras_out, count(*) over () as cameras,
          sum(is_false) over () as false_alarms,
          365.0 * sum(is_false) over () / sum(days_in_control) over () as false_a_year
        from judged
      )
      select runs.name as camera, last_good + 1 as since, first_alarm, changed_on, out_now,
        cameras_out, cameras, false_alarms, false_a_year
      from fleet join runs on runs.number = fleet.run
      order by out_now desc, since, camera
      """;

  @TempDir private Path folder;

  private record Change(String name, CameraDrift drift) {}

  private static final List<Change> CHANGES =
      List.of(
          new Change("gain −4 %", drift(DriftParameter.GAIN, Math.log(0.96))),
          new Change("black level +100 DN", drift(DriftParameter.BLACK_LEVEL, 100)),
          new Change("red −10 %", drift(DriftParameter.RED, Math.log(0.9))),
          new Change("exposure −30 %", drift(DriftParameter.EXPOSURE, Math.log(0.7))));

  private static CameraDrift drift(DriftParameter number, double value) {
    return CameraDrift.NONE.with(number, value);
  }

  /** What images of one kind show, unchanged and after each change. */
  private record Pool(ProofCamera camera, List<QuantityTable> tables) {
    static Pool record() {
      ProofCamera camera =
          new ProofCamera(ProofCamera.streets(SIDE, 5), SIDE, 8, false, 100_000, false);
      List<QuantityTable> tables = new ArrayList<>();
      Irradiance[] lights = camera.drifts().lights(0, POOL);
      tables.add(camera.record(lights, CameraDrift.NONE, "sound").table());
      for (Change change : CHANGES) {
        tables.add(camera.record(lights, change.drift(), change.name()).table());
      }
      return new Pool(camera, tables);
    }

    /** Returns the reference of a camera whose images are drawn from the pool. */
    QualityReference reference(String name, SplittableRandom random) {
      int[] order = IntStream.range(0, POOL).toArray();
      for (int i = 0; i < REFERENCE; i++) {
        int other = i + random.nextInt(POOL - i);
        int kept = order[i];
        order[i] = order[other];
        order[other] = kept;
      }
      int[] chosen = IntStream.of(order).limit(REFERENCE).toArray();
      QualityReference usual = camera.reference();
      return new QualityReference(
          name,
          usual.frame(),
          tables.getFirst().rows(chosen),
          IntStream.range(0, REFERENCE).mapToObj(Long::valueOf).toList(),
          Map.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          usual.blur(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new LinkedHashMap<>());
    }
  }

  /** The control charts of one camera. */
  private static final class Charts {
    private final ChartDesign design;
    private final FlagImages scores;
    private final Map<Quantity, ControlScheme> charts = new EnumMap<>(Quantity.class);

    Charts(QualityReference reference) {
      design = ChartDesign.of(reference, ChartDesign.Kind.EWMA, RUN_LENGTH);
      scores = new FlagImages(reference);
      ControlScheme fresh = design.fresh();
      design.charted().forEach(quantity -> charts.put(quantity, fresh));
    }

    /** Returns how near each chart came to its limit, the worst of a day's images. */
    Map<Quantity, Double> day(QuantityTable batch, int[] images) {
      Map<Quantity, Double> levels = new EnumMap<>(Quantity.class);
      for (int image : images) {
        for (Quantity quantity : design.charted()) {
          double value = batch.value(quantity, image);
          if (!Double.isNaN(value)) {
            ControlScheme chart =
                charts.get(quantity).next(scores.score(quantity, value).orElseThrow());
            charts.put(quantity, chart);
            levels.merge(quantity, chart.level() / chart.limit(), FleetProofTest::farther);
          }
        }
      }
      return levels;
    }
  }

  private static double farther(double one, double other) {
    return Math.abs(one) >= Math.abs(other) ? one : other;
  }

  /** Returns the day on which a camera changes, if it does. */
  private static OptionalInt changeDay(int camera, SplittableRandom random) {
    int day = 30 + random.nextInt(DAYS - 90);
    return camera % CHANGED == 0 ? OptionalInt.of(day) : OptionalInt.empty();
  }

  private static void year(int camera, Pool pool, LabBook book, RunOrigin origin)
      throws IOException {
    SplittableRandom random = new SplittableRandom(camera);
    String name = "camera-%04d".formatted(camera);
    Charts charts = new Charts(pool.reference(name, random));
    OptionalInt changed = changeDay(camera, random);
    int kind = 1 + camera / CHANGED % CHANGES.size();
    book.run(
        new RunStart("fleet", name, WatchRun.COMMAND, origin),
        run -> {
          run.parameters(Map.of("run_length", String.valueOf(RUN_LENGTH)));
          if (changed.isPresent()) {
            run.tags(
                Map.of(
                    CONFIRMED,
                    String.valueOf(changed.getAsInt()),
                    "change",
                    CHANGES.get(kind - 1).name()));
          }
          List<RunLog.Measured> metrics = new ArrayList<>();
          for (int day = 1; day <= DAYS; day++) {
            boolean drifted = changed.isPresent() && day >= changed.getAsInt();
            int[] images = random.ints(IMAGES_A_DAY, 0, POOL).toArray();
            double worst = 0;
            for (Map.Entry<Quantity, Double> level :
                charts.day(pool.tables().get(drifted ? kind : 0), images).entrySet()) {
              worst = farther(worst, level.getValue());
              if (Math.abs(level.getValue()) > 1) {
                metrics.add(
                    new RunLog.Measured(CHART + "_" + level.getKey(), day, level.getValue()));
              }
            }
            metrics.add(new RunLog.Measured(CHART, day, worst));
          }
          run.metrics(metrics);
          return null;
        });
  }

  /** Returns the day of the first alarm on freshly imaged batches of a changed camera. */
  private static int imagedDelay(Pool pool, int change, int trial) {
    SplittableRandom random = new SplittableRandom(1_000_000L + trial);
    Charts charts = new Charts(pool.reference("imaged", random));
    for (int day = 1; day <= LONGEST; day++) {
      Irradiance[] lights =
          pool.camera()
              .drifts()
              .lights(200_000 + (trial * LONGEST + day) * IMAGES_A_DAY, IMAGES_A_DAY);
      List<InspectedImage> images =
          pool.camera()
              .drifts()
              .measured(lights, CHANGES.get(change - 1).drift(), "imaged " + trial + " " + day);
      Map<Quantity, Double> levels =
          charts.day(QuantityTable.of(images), IntStream.range(0, IMAGES_A_DAY).toArray());
      if (levels.values().stream().anyMatch(level -> Math.abs(level) > 1)) {
        return day;
      }
    }
    return LONGEST + 1;
  }

  /** The same on images drawn from the pool. */
  private static int drawnDelay(Pool pool, int change, int trial) {
    SplittableRandom random = new SplittableRandom(2_000_000L + trial);
    Charts charts = new Charts(pool.reference("drawn", random));
    for (int day = 1; day <= LONGEST; day++) {
      int[] images = random.ints(IMAGES_A_DAY, 0, POOL).toArray();
      if (charts.day(pool.tables().get(change), images).values().stream()
          .anyMatch(level -> Math.abs(level) > 1)) {
        return day;
      }
    }
    return LONGEST + 1;
  }

  @Test
  void aYearOfAFleetIsAnsweredByOneQuery() throws IOException {
    List<String> report = new Report();
    long start = System.nanoTime();
    Pool pool = Pool.record();
    report.add(
        String.format(Locale.ROOT, "pool of %d images imaged: %.1f s", POOL * 5, seconds(start)));
    BookLocation.Folder place = BookLocation.Folder.of(folder);
    List<List<Object>> rows;
    try (LabBook book = LabBook.open(place)) {
      RunOrigin origin = CurrentOrigin.of("fleet", "", List.of(5L));
      long year = System.nanoTime();
      for (int camera = 0; camera < CAMERAS; camera++) {
        year(camera, pool, book, origin);
      }
      report.add(
          String.format(Locale.ROOT, "%d cameras, %d days: %.1f s", CAMERAS, DAYS, seconds(year)));
      long asked = System.nanoTime();
      QueryResult result = book.query(QUERY, CAMERAS + 1);
      report.add(String.format(Locale.ROOT, "query: %.2f s", seconds(asked)));
      rows = result.rows();
    }
    report.add(
        String.format(
            Locale.ROOT,
            "lab book: %.1f MB; heap bound %d MB",
            Files.size(place.file()) / 1e6,
            Runtime.getRuntime().maxMemory() >> 20));
    FleetYear found = FleetYear.of(rows);
    report.addAll(found.lines(RUN_LENGTH / IMAGES_A_DAY / DAYS));
    for (int change = 1; change <= CHANGES.size(); change++) {
      int kind = change;
      report.add(
          String.format(
              Locale.ROOT,
              "%s, days until the alarm, imaged %s, drawn %s",
              CHANGES.get(kind - 1).name(),
              IntStream.range(0, TRIALS)
                  .map(trial -> imagedDelay(pool, kind, trial))
                  .boxed()
                  .toList(),
              IntStream.range(0, TRIALS)
                  .map(trial -> drawnDelay(pool, kind, trial))
                  .boxed()
                  .toList()));
    }
    if (System.getProperty("rawline.results", "").equals("write")) {
      Path results = DocumentedKind.PROJECT.resolve("docs/results/fleet");
      Files.createDirectories(results);
      AtomicFile.write(
          results.resolve("fleet.txt"),
          (String.join("\n", report) + "\n").getBytes(StandardCharsets.UTF_8));
      PngFile.write(found.drawing(DAYS).picture(), results.resolve("fleet.png"));
    }
    assertThat(found.cameras()).isEqualTo(CAMERAS);
    // Of weak changes charts of so long a run length find some within the year: no share is
    // claimed.
    assertThat(found.found()).isPositive();
    assertThat(found.falseAlarmsAYear()).isLessThan(1.5 * DAYS * IMAGES_A_DAY / RUN_LENGTH);
  }

  /** Lines that are printed as they come. */
  private static final class Report extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean add(String line) {
      System.out.println(line);
      return super.add(line);
    }

    @Override
    public boolean addAll(Collection<? extends String> lines) {
      lines.forEach(this::add);
      return true;
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
