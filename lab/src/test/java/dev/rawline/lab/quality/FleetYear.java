package dev.rawline.lab.quality;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.lab.quality.watch.ChartMetrics;
import dev.rawline.lab.quality.watch.WatchRun;
import dev.rawline.lab.statistic.AverageRunLength;
import dev.rawline.lab.statistic.Ewma;
import dev.rawline.lab.statistic.KolmogorovSmirnov;
import dev.rawline.lab.statistic.SampledShare;
import dev.rawline.lab.statistic.TwoSampleResult;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.GammaDistribution;

/** A program that simulates a year of a fleet within the heap that it was given. */
final class FleetYear {
  static final int DAYS = 365;
  static final int FOLLOWED = 180;
  private static final int RAMP = 60;
  private static final int CAMERAS = Integer.getInteger("rawline.cameras", 1000);
  private static final int SCENES = Integer.getInteger("rawline.pool", 1000);
  private static final int TRIED = Integer.getInteger("rawline.trials", 3);
  private static final int CHANGED = 10;
  private static final int TRIAL_DAYS = 30;

  /** What happens to a camera: a kind below 0 is nothing. */
  record Change(int kind, int size, boolean gradual, int day) {
    static Change of(int camera) {
      int number = camera / CHANGED;
      int day = 30 + new SplittableRandom(3_000_000L + camera).nextInt(155);
      return camera % CHANGED == 0
          ? new Change(number % 3, 1 + number / 3 % 4, number / 12 % 2 == 1, day)
          : new Change(-1, 0, false, DAYS + 1);
    }

    double sizeOn(int today) {
      double share = today < day ? 0 : gradual ? Math.min(1, (today - day + 1.0) / RAMP) : 1;
      return share * FleetPool.SIZES[size];
    }
  }

  /**
   * What became of a changed camera.
   *
   * @param delay days from the change to the alarm, 0 for none within those followed
   * @param few the promised shares found after days, by the most sensitive chart alone
   * @param many the same if all charts signalled independently
   */
  @SuppressWarnings("ArrayRecordComponent") // read only
  record Found(Change change, int delay, double[] few, double[] many) {}

  private final PrintStream out = System.out;
  private final List<String> report = new ArrayList<>();
  private final FleetPool pool;

  private FleetYear() {
    long start = System.nanoTime();
    pool = FleetPool.record(SCENES);
    say(
        "pool: %d scenes, %d images of %d² pixels, %.0f s",
        SCENES, 16 * SCENES, FleetPool.SIDE, seconds(start));
  }

  @SuppressWarnings("AnnotateFormatMethod") // a private shorthand
  private void say(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values);
    out.println(line);
    out.flush();
    report.add(line);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private double[] drawn(SplittableRandom random, double[] device, int kind, double size) {
    return pool.values(random.nextInt(SCENES), device, kind, size);
  }

  private FleetCamera camera(SplittableRandom random, double[] device) {
    double[][] reference = new double[FleetCamera.REFERENCE][];
    Arrays.setAll(reference, _ -> drawn(random, device, -1, 0));
    return new FleetCamera(pool, reference);
  }

  private void year(int number, LabBook book, RunOrigin origin) throws IOException {
    SplittableRandom random = new SplittableRandom(number);
    double[] device = FleetPool.device(number);
    FleetCamera camera = camera(random, device);
    Change change = Change.of(number);
    String folder = "/fleet/%04d".formatted(number);
    book.run(
        new RunStart("fleet", folder, WatchRun.COMMAND, origin),
        run -> {
          run.parameters(Map.of("folder", folder, "state", folder + "/state"));
          List<RunLog.Measured> metrics = new ArrayList<>();
          for (int day = 1; day <= DAYS; day++) {
            for (int image = 1; image <= FleetCamera.IMAGES_A_DAY; image++) {
              metrics.addAll(
                  ChartMetrics.of(
                      (day - 1L) * FleetCamera.IMAGES_A_DAY + image,
                      Instant.ofEpochSecond(86_400L * day),
                      camera.next(drawn(random, device, change.kind(), change.sizeOn(day)))));
            }
          }
          run.metrics(metrics);
          return null;
        });
  }

  /** Returns the promise for a changed camera, whose reference is drawn as in its year. */
  private Found found(int number, int firstAlarm) {
    double[] device = FleetPool.device(number);
    FleetCamera camera = camera(new SplittableRandom(number), device);
    Change change = Change.of(number);
    int last = change.day() - 1 + FOLLOWED;
    double[] most = new double[FOLLOWED + 1];
    double[] all = new double[FOLLOWED + 1];
    Arrays.fill(most, 1);
    Arrays.fill(all, 1);
    for (int q : camera.charted()) {
      List<PromisedDelay.Scores> nodes = new ArrayList<>();
      for (int size = 0; size <= change.size(); size++) {
        nodes.add(scores(camera, q, device, change.kind(), FleetPool.SIZES[size]));
      }
      double[] silent =
          PromisedDelay.silent(
              camera.fresh(), last, FleetCamera.IMAGES_A_DAY, day -> at(nodes, change.sizeOn(day)));
      for (int t = 0; t <= FOLLOWED; t++) {
        double conditional = silent[change.day() - 1 + t] / silent[change.day() - 1];
        most[t] = Math.min(most[t], conditional);
        all[t] *= conditional;
      }
    }
    int delay = (firstAlarm - 1) / FleetCamera.IMAGES_A_DAY + 1 - change.day() + 1;
    return new Found(
        change,
        firstAlarm == 0 || delay > FOLLOWED ? 0 : delay,
        Arrays.stream(most).map(silent -> 1 - silent).toArray(),
        Arrays.stream(all).map(silent -> 1 - silent).toArray());
  }

  private static PromisedDelay.Scores at(List<PromisedDelay.Scores> nodes, double size) {
    int upper = 1;
    while (FleetPool.SIZES[upper] < size) {
      upper++;
    }
    double low = FleetPool.SIZES[upper - 1];
    return nodes
        .get(upper - 1)
        .towards(nodes.get(upper), (size - low) / (FleetPool.SIZES[upper] - low));
  }

  private PromisedDelay.Scores scores(
      FleetCamera camera, int q, double[] device, int kind, double size) {
    double[] scores =
        IntStream.range(0, SCENES)
            .mapToDouble(scene -> pool.values(scene, device, kind, size)[q])
            .filter(value -> !Double.isNaN(value))
            .map(value -> camera.score(q, value))
            .toArray();
    double mean = Arrays.stream(scores).average().orElse(0);
    double variance = Arrays.stream(scores).map(z -> (z - mean) * (z - mean)).average().orElse(1);
    return new PromisedDelay.Scores(
        mean, Math.max(0.2, Math.sqrt(variance)), scores.length / (double) SCENES);
  }

  /** Simulates the year, and returns the first alarm of each camera [image], 0 for none. */
  private int[] simulate(Path folder, String query) throws IOException {
    BookLocation.Folder place = BookLocation.Folder.of(folder);
    int[] first = new int[CAMERAS];
    try (LabBook book = LabBook.open(place)) {
      RunOrigin origin = CurrentOrigin.of("fleet", "", List.of(5L));
      long start = System.nanoTime();
      for (int number = 0; number < CAMERAS; number++) {
        year(number, book, origin);
      }
      say(
          "charts and book: %d cameras, %d images, %.0f s",
          CAMERAS, CAMERAS * DAYS * FleetCamera.IMAGES_A_DAY, seconds(start));
      start = System.nanoTime();
      List<List<Object>> rows = book.query(query, 10_000_000).rows();
      int now = 0;
      List<Integer> outNow = new ArrayList<>();
      for (List<Object> row : rows) {
        int number = Integer.parseInt(row.getFirst().toString().substring("/fleet/".length()));
        int from = ((Number) row.get(2)).intValue();
        first[number] = first[number] == 0 ? from : Math.min(first[number], from);
        if (((Number) row.get(6)).intValue() == 1 && !outNow.contains(number)) {
          outNow.add(number);
          now += Change.of(number).kind() >= 0 ? 1 : 0;
        }
      }
      Map<String, Integer> falsely = new TreeMap<>();
      rows.stream()
          .filter(
              row -> Change.of(Integer.parseInt(row.getFirst().toString().substring(7))).kind() < 0)
          .map(row -> row.getFirst() + " " + row.get(1))
          .distinct()
          .forEach(word -> falsely.merge(word.substring(12), 1, Integer::sum));
      say("unchanged cameras with an alarm, by quantity: %s", falsely);
      say(
          "query: %d rows, %.1f s; heap bound %d MB",
          rows.size(), seconds(start), Runtime.getRuntime().maxMemory() >> 20);
      say("out of control on the last day: %d cameras, %d of them changed", outNow.size(), now);
    }
    say("lab book: %.0f MB", Files.size(place.file()) / 1e6);
    return first;
  }

  /** States what the charts of unchanged cameras promise, given the references they have. */
  private void promisedFalseAlarms() {
    int[] some =
        IntStream.range(0, CAMERAS)
            .filter(number -> Change.of(number).kind() < 0)
            .limit(60)
            .toArray();
    double[] few = new double[some.length];
    double[] many = new double[some.length];
    Parallel.forEach(
        Parallel.CORES,
        some.length,
        i -> {
          double[] device = FleetPool.device(some[i]);
          FleetCamera camera = camera(new SplittableRandom(some[i]), device);
          double most = 1;
          double all = 1;
          for (int q : camera.charted()) {
            PromisedDelay.Scores scores = scores(camera, q, device, -1, 0);
            double silent =
                PromisedDelay.silent(camera.fresh(), DAYS, FleetCamera.IMAGES_A_DAY, _ -> scores)[
                    DAYS];
            most = Math.min(most, silent);
            all *= silent;
          }
          few[i] = 1 - most;
          many[i] = 1 - all;
        });
    say(
        "given their references, the laws of the charts of the first %d unchanged cameras expect an"
            + " alarm within the year of %.3f (the worst chart of each alone) to %.3f (charts"
            + " independent) of them; half of them expect less than %.4f, and %d of them at most"
            + " 0.1",
        some.length,
        Arrays.stream(few).average().orElse(0),
        Arrays.stream(many).average().orElse(0),
        Arrays.stream(many).sorted().toArray()[some.length / 2],
        Arrays.stream(many).filter(alarm -> alarm <= 0.1).count());
  }

  private double[] falseAlarms(int[] first) {
    double[] days =
        IntStream.range(0, CAMERAS)
            .filter(number -> Change.of(number).kind() < 0 && first[number] > 0)
            .mapToDouble(number -> first[number] / (double) FleetCamera.IMAGES_A_DAY)
            .sorted()
            .toArray();
    long unchanged =
        IntStream.range(0, CAMERAS).filter(number -> Change.of(number).kind() < 0).count();
    double years = unchanged - Arrays.stream(days).map(day -> 1 - day / DAYS).sum();
    double low =
        days.length == 0
            ? 0
            : new GammaDistribution(days.length, 1).inverseCumulativeProbability(0.025);
    double high = new GammaDistribution(days.length + 1.0, 1).inverseCumulativeProbability(0.975);
    say(
        "false alarms: %d in %.0f camera-years of %d unchanged cameras, %.3f a camera-year (95 %%"
            + " %.3f to %.3f), promised 0.1 at most",
        days.length, years, unchanged, days.length / years, low / years, high / years);
    return days;
  }

  private List<Found> delays(int[] first) {
    List<Integer> followed =
        IntStream.range(0, CAMERAS)
            .filter(number -> Change.of(number).kind() >= 0)
            .filter(
                number ->
                    first[number] == 0
                        || first[number] > (Change.of(number).day() - 1) * FleetCamera.IMAGES_A_DAY)
            .boxed()
            .toList();
    Found[] found = new Found[followed.size()];
    Parallel.forEach(
        Parallel.CORES,
        found.length,
        i -> found[i] = found(followed.get(i), first[followed.get(i)]));
    say(
        "changed cameras followed %d days: %d; with an alarm before the change, left out: %d",
        FOLLOWED, found.length, (CAMERAS + CHANGED - 1) / CHANGED - found.length);
    for (boolean gradual : new boolean[] {false, true}) {
      for (int size = 1; size < FleetPool.SIZES.length; size++) {
        int wanted = size;
        List<Found> some =
            Arrays.stream(found)
                .filter(
                    each -> each.change().size() == wanted && each.change().gradual() == gradual)
                .toList();
        if (!some.isEmpty()) {
          line(gradual ? "gradual" : "sudden", size, some);
        }
      }
    }
    return List.of(found);
  }

  private void line(String name, int size, List<Found> some) {
    SampledShare share =
        new SampledShare((int) some.stream().filter(each -> each.delay() > 0).count(), some.size());
    double few = some.stream().mapToDouble(each -> each.few()[FOLLOWED]).sum();
    double many = some.stream().mapToDouble(each -> each.many()[FOLLOWED]).sum();
    int[] delays =
        some.stream()
            .mapToInt(each -> each.delay() == 0 ? FOLLOWED + 1 : each.delay())
            .sorted()
            .toArray();
    say(
        "%s %.2f: found %d of %d (95 %% %.0f to %.0f %%), promised %.1f to %.1f; median delay %d"
            + " days, promised %d to %d",
        name,
        FleetPool.SIZES[size],
        share.counted(),
        share.all(),
        100 * share.low(),
        100 * share.high(),
        few,
        many,
        delays[delays.length / 2],
        median(some, true),
        median(some, false));
  }

  /** Returns the first day on which half of the cameras are promised to be found. */
  private static int median(List<Found> some, boolean independent) {
    int day = 0;
    while (day <= FOLLOWED) {
      int now = day;
      if (some.stream()
              .mapToDouble(each -> (independent ? each.many() : each.few())[now])
              .average()
              .orElse(0)
          >= 0.5) {
        return day;
      }
      day++;
    }
    return FOLLOWED + 1;
  }

  private record Trial(double level, int delay) {}

  private static Trial trial(FleetCamera camera, IntFunction<double[]> image) {
    int delay = TRIAL_DAYS + 1;
    for (int i = 0; i < TRIAL_DAYS * FleetCamera.IMAGES_A_DAY; i++) {
      var _ = camera.next(image.apply(i));
      if (camera.signals()) {
        delay = Math.min(delay, i / FleetCamera.IMAGES_A_DAY + 1);
      }
    }
    return new Trial(camera.farthest(), delay);
  }

  /** Compares batches of the pool with batches of fresh scenes that were really imaged. */
  private void validate() {
    int each = FleetCamera.REFERENCE + TRIAL_DAYS * FleetCamera.IMAGES_A_DAY;
    int splits = 4;
    Irradiance[] fresh = pool.camera().drifts().lights(200_000, splits * each);
    Map<String, double[]> conditions = new LinkedHashMap<>();
    conditions.put("no change", new double[] {-1, 0});
    conditions.put("gain, 1", new double[] {0, 1});
    conditions.put("red, 0.5", new double[] {1, 0.5});
    conditions.put("exposure, 0.5", new double[] {2, 0.5});
    Map<Integer, double[][]> references = new LinkedHashMap<>();
    conditions.forEach(
        (name, condition) -> {
          int kind = (int) condition[0];
          List<Trial> imaged = new ArrayList<>();
          List<Trial> drawn = new ArrayList<>();
          for (int number = 0; number < TRIED; number++) {
            int camera = number;
            double[] device = FleetPool.device(number);
            Irradiance[] own = fresh.clone();
            Collections.shuffle(Arrays.asList(own), new Random(number));
            double[][] usual =
                references.computeIfAbsent(
                    number, _ -> pool.imaged(own, camera, -1, 0, "fresh " + camera));
            double[][] now =
                kind < 0 ? usual : pool.imaged(own, number, kind, condition[1], "fresh " + number);
            for (int split = 0; split < splits; split++) {
              int from = split * each;
              imaged.add(
                  trial(
                      new FleetCamera(
                          pool, Arrays.copyOfRange(usual, from, from + FleetCamera.REFERENCE)),
                      i -> now[from + FleetCamera.REFERENCE + i]));
            }
            SplittableRandom random = new SplittableRandom(9_000_000L + number);
            for (int i = 0; i < 100; i++) {
              drawn.add(
                  trial(camera(random, device), _ -> drawn(random, device, kind, condition[1])));
            }
          }
          TwoSampleResult level = compare(drawn, imaged, true);
          TwoSampleResult delay = compare(drawn, imaged, false);
          say(
              "shortcut, %s: level after %d days, drawn %.2f (n = %d), imaged %.2f (n = %d), KS D ="
                  + " %.2f, p = %.2f; delay %.1f and %.1f days, p = %.2f; found %d and %d",
              name,
              TRIAL_DAYS,
              mean(drawn, true),
              drawn.size(),
              mean(imaged, true),
              imaged.size(),
              level.statistic(),
              level.pValue(),
              mean(drawn, false),
              mean(imaged, false),
              delay.pValue(),
              found(drawn),
              found(imaged));
        });
  }

  private static long found(List<Trial> trials) {
    return trials.stream().filter(trial -> trial.delay() <= TRIAL_DAYS).count();
  }

  private static double[] of(List<Trial> trials, boolean level) {
    return trials.stream().mapToDouble(trial -> level ? trial.level() : trial.delay()).toArray();
  }

  private static double mean(List<Trial> trials, boolean level) {
    return Arrays.stream(of(trials, level)).average().orElseThrow();
  }

  private static TwoSampleResult compare(List<Trial> one, List<Trial> other, boolean level) {
    return KolmogorovSmirnov.compare(of(one, level), of(other, level));
  }

  /** States sizes in deviations, and the run length of the scheme at that shift. */
  private void sizes() {
    RunLength chart = new RunLength(camera(new SplittableRandom(1), new double[3]).fresh());
    for (int kind = 0; kind < FleetPool.KINDS.size(); kind++) {
      for (int size = 1; size < FleetPool.SIZES.length; size++) {
        double best = 0;
        String shown = "";
        for (int q = 0; q < FleetPool.QUANTITIES.size(); q++) {
          double shift = shift(kind, size, q);
          if (Math.abs(shift) > Math.abs(best)) {
            best = shift;
            shown = FleetPool.QUANTITIES.get(q).toString();
          }
        }
        say(
            "%s %.2f: %s moves by %.2f deviations; average run length of one chart %.0f days",
            FleetPool.KINDS.get(kind), FleetPool.SIZES[size], shown, best, chart.days(best));
      }
    }
    say("limit of an EWMA chart %.2f deviations", chart.chart().limit());
  }

  private record RunLength(Ewma chart) {
    double days(double shift) {
      return AverageRunLength.average(chart, shift) / FleetCamera.IMAGES_A_DAY;
    }
  }

  private double shift(int kind, int size, int q) {
    double[] before = column(pool.usual(), q);
    double[] after = column(pool.changes().get(kind).get(size), q);
    if (before.length < 0.8 * SCENES || after.length == 0) {
      return 0;
    }
    double mean = Arrays.stream(before).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(before).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    return deviation > 0 ? (Arrays.stream(after).average().orElseThrow() - mean) / deviation : 0;
  }

  private static double[] column(double[][] values, int q) {
    return Arrays.stream(values)
        .mapToDouble(row -> row[q])
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  /**
   * Runs.
   *
   * @param arguments the folder of the book, the file that holds the query, and the folder for
   *     results
   */
  public static void main(String[] arguments) throws IOException {
    FleetYear year = new FleetYear();
    year.sizes();
    int[] first = year.simulate(Path.of(arguments[0]), Files.readString(Path.of(arguments[1])));
    double[] falseAlarms = year.falseAlarms(first);
    year.promisedFalseAlarms();
    List<Found> found = year.delays(first);
    year.validate();
    Path results = Path.of(arguments[2]);
    AtomicFile.write(
        results.resolve("fleet.txt"),
        (String.join("\n", year.report) + "\n").getBytes(StandardCharsets.UTF_8));
    PngFile.write(
        FleetPicture.of(CAMERAS - CAMERAS / CHANGED, falseAlarms, found).picture(),
        results.resolve("fleet.png"));
  }
}
