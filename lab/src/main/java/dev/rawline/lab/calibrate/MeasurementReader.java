package dev.rawline.lab.calibrate;

import dev.rawline.data.config.FilterArray;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.MeasuredFrame;
import dev.rawline.data.layout.MeasuredFrame.Kind;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.frame.ValueOrigin;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.calibration.CalibrationFrames;
import dev.rawline.imaging.sensor.calibration.FrameFormat;
import dev.rawline.imaging.sensor.calibration.FramePair;
import dev.rawline.imaging.sensor.calibration.NamedFrame;
import dev.rawline.imaging.sensor.calibration.SpatialStack;
import dev.rawline.imaging.sensor.calibration.UnsuitableFramesException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Frames on disk → what a sensor is calibrated from, two frames in memory at a time; of small
 * frames two for each core.
 *
 * <p>Frames of one kind, exposure time and light are paired in the order in which they are listed.
 */
final class MeasurementReader {
  /** By how much two kinds of pixel may differ in a flat frame of a monochrome sensor. */
  private static final double ALIKE = 0.05;

  /** Larger frames are read one after the other, to save memory [px]. */
  private static final int SMALL = 1 << 22;

  private final Path source;
  private final List<MeasuredFrame> frames;
  private final Optional<FilterArray> filters;
  private final Optional<Integer> adcBits;
  private final Progress progress;
  private final List<String> mistakes = new ArrayList<>();
  private final Map<String, ValueOrigin> origins = new HashMap<>();

  /**
   * Prepares to read.
   *
   * @param source the source of the frames, for messages
   * @param filters the colour filters, if the user gives them; default: those of the files, and
   *     pictures that do not are monochrome
   * @param adcBits the bits of the converter, if the user gives them
   */
  MeasurementReader(
      Path source,
      List<MeasuredFrame> frames,
      Optional<FilterArray> filters,
      Optional<Integer> adcBits,
      Progress progress) {
    this.source = source;
    this.frames = frames;
    this.filters = filters;
    this.adcBits = adcBits;
    this.progress = progress;
  }

  /** Returns what the user's colour filters state about every raw file. */
  static RawDescription description(Optional<FilterArray> filters) {
    return RawDescription.of(
        filters.flatMap(FilterArray::cfa).map(cfa -> new SourcedValue<>(cfa, "flag --cfa")));
  }

  /**
   * Reads all frames.
   *
   * @throws ConfigurationException if frames are missing, damaged or do not fit together; the
   *     message lists all
   * @throws RejectedFileException if not even one frame of the kinds that are needed can be read
   */
  CalibrationFrames read() throws IOException {
    List<List<MeasuredFrame>> flats = pairs(Kind.BRIGHT);
    List<List<MeasuredFrame>> darks = pairs(Kind.DARK);
    Optional<MeasuredFrame> flat = spatial(Kind.BRIGHT_SPATIAL);
    Optional<MeasuredFrame> dark = spatial(Kind.DARK_SPATIAL);
    if (flat.isPresent() != dark.isPresent()) {
      mistakes.add(
          "there are frames of kind %s but none of kind %s: record both, or leave both out"
              .formatted(
                  flat.isPresent() ? Kind.BRIGHT_SPATIAL : Kind.DARK_SPATIAL,
                  flat.isPresent() ? Kind.DARK_SPATIAL : Kind.BRIGHT_SPATIAL));
    }
    if (flat.isPresent()
        && dark.isPresent()
        && flat.get().exposureNanoseconds() != dark.get().exposureNanoseconds()) {
      mistakes.add(
          "frames of kind %s were exposed for %s ns, those of kind %s for %s ns: record both with one exposure time"
              .formatted(
                  Kind.BRIGHT_SPATIAL,
                  flat.get().exposureNanoseconds(),
                  Kind.DARK_SPATIAL,
                  dark.get().exposureNanoseconds()));
    }
    refuseMistakes();

    FrameFormat format = format(flats, darks);
    Work work = new Work(format, (long) frames.size() * format.width() * format.height());
    List<FramePair> flatPairs = work.pairs(flats);
    List<FramePair> darkPairs = work.pairs(darks);
    Optional<CalibrationFrames.Spatial> stacks =
        flat.map(
            any ->
                new CalibrationFrames.Spatial(
                    work.stack(Kind.BRIGHT_SPATIAL),
                    work.stack(Kind.DARK_SPATIAL),
                    OptionalDouble.of(any.exposureSeconds())));
    refuseMistakes();
    return new CalibrationFrames(format, flatPairs, darkPairs, stacks);
  }

  /**
   * Returns where the format of the frames that were read comes from, by components of a sensor.
   */
  Map<String, ValueOrigin> origins() {
    return Map.copyOf(origins);
  }

  private List<List<MeasuredFrame>> pairs(Kind kind) {
    Map<List<Object>, List<MeasuredFrame>> alike = new LinkedHashMap<>();
    for (MeasuredFrame frame : of(kind)) {
      alike
          .computeIfAbsent(
              List.of(frame.exposureNanoseconds(), frame.photons()), any -> new ArrayList<>())
          .add(frame);
    }
    if (alike.isEmpty()) {
      mistakes.add(
          "there are no frames of kind %s: record pairs of them (docs/how-to/calibration.md)"
              .formatted(kind));
    }
    List<List<MeasuredFrame>> pairs = new ArrayList<>();
    for (List<MeasuredFrame> group : alike.values()) {
      if (group.size() % 2 != 0) {
        MeasuredFrame last = group.getLast();
        mistakes.add(
            "%s of kind %s has no partner: expected two frames of the same exposure time (%s ns)%s"
                .formatted(
                    last.file(),
                    kind,
                    number(last.exposureNanoseconds()),
                    last.photons()
                        .map(light -> " and light (" + number(light) + " photons a pixel)")
                        .orElse("")));
      }
      for (int i = 0; i + 1 < group.size(); i += 2) {
        pairs.add(group.subList(i, i + 2));
      }
    }
    return pairs;
  }

  private Optional<MeasuredFrame> spatial(Kind kind) {
    Set<Double> exposures = new TreeSet<>();
    of(kind).forEach(frame -> exposures.add(frame.exposureNanoseconds()));
    if (exposures.size() > 1) {
      mistakes.add(
          "frames of kind %s have %d exposure times: expected one for all"
              .formatted(kind, exposures.size()));
    }
    return of(kind).stream().findFirst();
  }

  private List<MeasuredFrame> of(Kind kind) {
    return frames.stream().filter(frame -> frame.kind() == kind).toList();
  }

  /** The brightest, a middle and a dark frame show what all have in common. */
  private FrameFormat format(List<List<MeasuredFrame>> flats, List<List<MeasuredFrame>> darks)
      throws IOException {
    List<MeasuredFrame> byLight =
        flats.stream()
            .map(List::getFirst)
            .sorted(Comparator.comparingDouble(MeasurementReader::light))
            .toList();
    RawFile middle = open(byLight.get(byLight.size() / 2));
    SampleCodes codes = new SampleCodes();
    codes.add(middle.image());
    codes.add(open(byLight.getLast()).image());
    codes.add(open(darks.getFirst().getFirst()).image());
    if (byLight.stream().mapToDouble(MeasurementReader::light).distinct().count() == 1) {
      // The light was varied and not metered: any of them may be the brightest.
      for (MeasuredFrame flat : byLight) {
        codes.add(open(flat).image());
      }
    }
    RawImage raw = middle.image();
    Optional<Cfa> cfa =
        filters.isPresent()
            ? filters.get().cfa()
            : middle.cfaSource().equals(RawFile.ASSUMED)
                ? Optional.empty()
                : Optional.of(raw.cfa());
    if (filters.isEmpty() && cfa.isEmpty()) {
      requireAlike(byLight.get(byLight.size() / 2).file(), raw);
    }
    origins.put("cfa", cfaOrigin(middle, cfa));
    int bits = codes.adcBits(adcBits);
    origins.put("adcBits", adcOrigin(bits));
    origins.put("containerBits", containerOrigin(bits, codes.shift()));
    if (adcBits.isPresent() && codes.largest() >> codes.shift() >= 1 << bits) {
      throw new RejectedFileException(
          byLight.getLast().file(),
          "contains values of more than %d bits".formatted(bits),
          "correct --bits, or leave it out");
    }
    if (adcBits.isEmpty()) {
      progress.note(
          "assuming %d-bit values%s, as used by the frames; to change that, give --bits"
              .formatted(
                  bits,
                  codes.shift() > 0 ? " shifted to the left by " + codes.shift() + " bits" : ""));
    }
    try {
      return new FrameFormat(raw.width(), raw.height(), cfa, bits, bits + codes.shift());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(source, List.of(e.getMessage()));
    }
  }

  private ValueOrigin cfaOrigin(RawFile file, Optional<Cfa> cfa) {
    if (filters.isPresent()) {
      return new ValueOrigin(ValueOrigin.Basis.STATED, "given with --cfa");
    }
    return cfa.isPresent()
        ? new ValueOrigin(ValueOrigin.Basis.STATED, "with the frames: " + file.cfaSource())
        : new ValueOrigin(
            ValueOrigin.Basis.ASSUMED,
            "assuming a monochrome sensor: no frame states a colour layout, and pixels of even and"
                + " odd rows and columns agree");
  }

  private ValueOrigin adcOrigin(int bits) {
    return adcBits.isPresent()
        ? new ValueOrigin(ValueOrigin.Basis.STATED, "given with --bits")
        : new ValueOrigin(
            ValueOrigin.Basis.DERIVED,
            String.format(
                Locale.ROOT, "from the stored values of three frames, which use %d bits", bits));
  }

  private static ValueOrigin containerOrigin(int bits, int shift) {
    return new ValueOrigin(
        ValueOrigin.Basis.DERIVED,
        String.format(
            Locale.ROOT,
            "%d bits of the converter%s",
            bits,
            shift == 0
                ? ", stored without a shift"
                : String.format(
                    Locale.ROOT, " and %d low bits that are 0 in all sampled values", shift)));
  }

  private RawFile open(MeasuredFrame frame) throws RejectedFileException {
    RawFile file = RawFiles.open(frame.file(), description(filters));
    if (file.image().unit() != RawImage.Unit.DN) {
      throw new RejectedFileException(
          frame.file(),
          "contains normalised values, not the digital numbers of the converter",
          "give the frame as the camera recorded it");
    }
    return file;
  }

  private static double light(MeasuredFrame frame) {
    return frame.photons().orElse(frame.exposureNanoseconds());
  }

  /** A mosaic without known colours reveals itself: its kinds of pixel see different light. */
  private static void requireAlike(Path file, RawImage raw) throws RejectedFileException {
    double[] sums = new double[Cfa.Site.values().length];
    long[] counts = new long[sums.length];
    for (int row = 0; row < raw.height(); row++) {
      for (int column = 0; column < raw.width(); column++) {
        int site = Cfa.RGGB.siteAt(row, column).index();
        sums[site] += raw.at(row, column);
        counts[site]++;
      }
    }
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int site = 0; site < sums.length; site++) {
      double mean = counts[site] == 0 ? 0 : sums[site] / counts[site];
      least = Math.min(least, mean);
      most = Math.max(most, mean);
    }
    if (most > (1 + ALIKE) * least) {
      throw new RejectedFileException(
          file,
          "differs by %.0f %% between the pixels of even and odd rows and columns, as a mosaic of colours does"
              .formatted(100 * (most / least - 1)),
          "give the colour layout by --cfa RGGB, GRBG, GBRG, BGGR or MONOCHROME");
    }
  }

  private void refuseMistakes() throws ConfigurationException {
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(source, mistakes);
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** Reads frames and reduces them; what goes wrong is collected. */
  private final class Work {
    private final FrameFormat format;
    private final long allPixels;
    private final int threads;

    Work(FrameFormat format, long allPixels) {
      this.format = format;
      this.allPixels = allPixels;
      threads = format.width() * format.height() <= SMALL ? Parallel.CORES : 1;
    }

    List<FramePair> pairs(List<List<MeasuredFrame>> pairs) {
      return inOrder(pairs, this::pair);
    }

    /** Returns what several threads make of inputs, in their order, as are the mistakes. */
    private <T, R> List<R> inOrder(List<T> inputs, BiFunction<T, List<String>, Optional<R>> work) {
      List<List<String>> wrong =
          inputs.stream().map(_ -> (List<String>) new ArrayList<String>()).toList();
      List<Optional<R>> made =
          new ArrayList<>(Collections.nCopies(inputs.size(), Optional.empty()));
      Parallel.forEach(
          threads,
          inputs.size(),
          i -> {
            Optional<R> one = work.apply(inputs.get(i), wrong.get(i));
            synchronized (made) {
              made.set(i, one);
            }
          });
      wrong.forEach(mistakes::addAll);
      return made.stream().flatMap(Optional::stream).toList();
    }

    private Optional<FramePair> pair(List<MeasuredFrame> pair, List<String> wrong) {
      Optional<NamedFrame> first = read(pair.getFirst(), wrong);
      Optional<NamedFrame> second = read(pair.getLast(), wrong);
      if (first.isEmpty() || second.isEmpty()) {
        return Optional.empty();
      }
      MeasuredFrame frame = pair.getFirst();
      OptionalDouble photons =
          frame.kind().isBright()
              ? frame.photons().map(OptionalDouble::of).orElse(OptionalDouble.empty())
              : OptionalDouble.of(0);
      try {
        return Optional.of(
            FramePair.of(
                format,
                OptionalDouble.of(frame.exposureSeconds()),
                photons,
                first.get(),
                second.get()));
      } catch (UnsuitableFramesException e) {
        wrong.addAll(e.problems());
        return Optional.empty();
      }
    }

    SpatialStack stack(Kind kind) {
      SpatialStack stack = new SpatialStack(format);
      List<MeasuredFrame> all = of(kind);
      for (int from = 0; from < all.size(); from += threads) {
        List<MeasuredFrame> some = all.subList(from, Math.min(all.size(), from + threads));
        for (NamedFrame frame : inOrder(some, this::read)) {
          try {
            stack.add(frame);
          } catch (UnsuitableFramesException e) {
            mistakes.addAll(e.problems());
          }
        }
      }
      return stack;
    }

    private Optional<NamedFrame> read(MeasuredFrame frame, List<String> wrong) {
      try {
        RawImage raw = open(frame).image();
        progress.size(allPixels, "px");
        progress.advance(raw.samples().length);
        return Optional.of(new NamedFrame(String.valueOf(frame.file().getFileName()), raw));
      } catch (RejectedFileException e) {
        wrong.add(e.getMessage());
        return Optional.empty();
      }
    }
  }

  /**
   * Which bits of a stored sample are ever 1: what frames show of the converter.
   *
   * <p>Bits at the low end that are always 0 are those by which the converter's numbers were
   * shifted to the left. The highest bit that is ever 1 ends the container, if a frame is bright
   * enough.
   */
  static final class SampleCodes {
    private static final int FEWEST_BITS = 8;

    private int bits;

    /** Looks at a frame of whole digital numbers. */
    void add(RawImage raw) {
      for (float sample : raw.samples()) {
        bits |= (int) sample;
      }
    }

    /** Returns the largest number that the bits can hold [DN]. */
    int largest() {
      return bits == 0 ? 0 : 2 * Integer.highestOneBit(bits) - 1;
    }

    /** Returns by how many bits the converter's numbers are shifted to the left. */
    int shift() {
      int container = Math.max(FEWEST_BITS, used());
      return bits == 0 ? 0 : Math.min(Integer.numberOfTrailingZeros(bits), container - FEWEST_BITS);
    }

    private int used() {
      return Integer.SIZE - Integer.numberOfLeadingZeros(bits);
    }

    /**
     * Returns the bits of the converter.
     *
     * @param stated the bits that the user gives; default: the highest bit in use
     */
    int adcBits(Optional<Integer> stated) {
      return stated.orElse(Math.max(FEWEST_BITS, used()) - shift());
    }
  }
}
