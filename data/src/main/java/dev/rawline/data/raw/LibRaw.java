package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the raw files of camera makers through the LibRaw that the system has installed.
 *
 * <p>LibRaw unpacks the sensor's numbers; nothing is subtracted, balanced or interpolated. Its C
 * functions are used where they exist. Fields read from its structures are at their beginning,
 * which has not changed since version 0.20, and are first checked against the results of the
 * functions.
 */
@SuppressWarnings("restricted") // native code is this class's purpose
final class LibRaw implements AutoCloseable {
  private static final String SOURCE = "LibRaw";

  /** Where libraw_data_t keeps libraw_image_sizes_t: behind the pointer to the image. */
  private static final long SIZES = ValueLayout.ADDRESS.byteSize();

  private static final long FLIP = SIZES + 32;

  /** The offsets of fields in libraw_iparams_t. */
  private static final long MAKE = 4;

  private static final long MODEL = MAKE + 64;
  private static final long COLOURS = 340;
  private static final long COLOUR_NAMES = 420;
  private static final long IPARAMS_SIZE = 425;

  /** Decoders that notice by themselves when the file ends; others read on in what is not there. */
  private static final Set<String> NOTICING =
      Set.of(
          "crxLoadRaw()",
          "fuji_compressed_load_raw()",
          "lossless_jpeg_load_raw()",
          "nikon_load_raw()",
          "pentax_load_raw()",
          "sony_arw_load_raw()",
          "unpacked_load_raw()");

  /** Bytes behind the end of a file: whatever depends on them is not in the file. */
  private static final int BEHIND = 1 << 16;

  /** A sample takes half a bit or more, so that a false header cannot request much memory. */
  private static final long MOST_SAMPLES_PER_BYTE = 16;

  private final FileBytes file;
  private final LibRawLibrary library;
  private final MemorySegment handle;
  private final Arena arena = Arena.ofConfined();
  private boolean damaged;

  private LibRaw(FileBytes file, LibRawLibrary library) throws RejectedFileException {
    this.file = file;
    this.library = library;
    this.handle = library.pointer("libraw_init", 0);
    if (handle.equals(MemorySegment.NULL)) {
      arena.close();
      throw file.rejection("cannot be opened: LibRaw has no memory", "close other programs");
    }
    library.onDataError(handle, () -> damaged = true, arena);
  }

  /** Reads a file of any format that LibRaw supports. */
  static RawFile read(FileBytes file) throws RejectedFileException {
    LibRawLibrary library =
        LibRawLibrary.find()
            .orElseThrow(
                () ->
                    file.rejection(
                        "is a camera maker's raw file, for which LibRaw is needed and not"
                            + " installed",
                        "install it (apt-get install libraw-bin) or convert the file to DNG"));
    RawFile read;
    String decoder;
    try (LibRaw raw = new LibRaw(file, library)) {
      raw.require(raw.open(0), "open");
      decoder = raw.decoder();
      read = raw.read();
    }
    if (!NOTICING.contains(decoder)) {
      requireIndependent(read, decoder, file, library);
    }
    return read;
  }

  /** Rejects a file if what was read differs as soon as other bytes follow its end. */
  private static void requireIndependent(
      RawFile read, String decoder, FileBytes file, LibRawLibrary library)
      throws RejectedFileException {
    try (LibRaw longer = new LibRaw(file, library)) {
      // A few formats are recognised by the length of their files, or read from their ends.
      if (longer.open(BEHIND) == 0
          && longer.decoder().equals(decoder)
          && !Arrays.equals(longer.read().image().samples(), read.image().samples())) {
        throw file.corrupt("it ends before its last sample");
      }
    }
  }

  /** Opens the file, followed by bytes that are all ones; LibRaw reads from them until closed. */
  private int open(int behind) {
    MemorySegment buffer = arena.allocate((long) file.size() + behind);
    buffer.fill((byte) 0xFF).copyFrom(MemorySegment.ofArray(file.array()));
    return library.integer("libraw_open_buffer", handle, buffer, buffer.byteSize());
  }

  private String decoder() {
    return library.text(library.pointer("libraw_unpack_function_name", handle), 0, 64);
  }

  @Override
  public void close() {
    library.run("libraw_close", handle);
    arena.close();
  }

  private RawFile read() throws RejectedFileException {
    long stored =
        (long) library.integer("libraw_get_raw_width", handle)
            * library.integer("libraw_get_raw_height", handle);
    if (stored > MOST_SAMPLES_PER_BYTE * file.size()) {
      throw file.corrupt("%d pixels do not fit in %d bytes".formatted(stored, file.size()));
    }
    MemorySegment parameters =
        library.pointer("libraw_get_iparams", handle).reinterpret(IPARAMS_SIZE);
    int status = library.integer("libraw_unpack", handle);
    // LibRaw fills missing data and continues.
    if (damaged) {
      throw file.corrupt("LibRaw finds its image data cut short or damaged");
    }
    require(status, "unpack");
    Cfa cfa = cfa(parameters);
    require(library.integer("libraw_raw2image", handle), "lay out");
    int width = library.integer("libraw_get_iwidth", handle);
    int height = library.integer("libraw_get_iheight", handle);
    file.requireSides(width, height);
    StoredFrame.requireMemory(file, width, height);
    MemorySegment data = handle.reinterpret(FLIP + Integer.BYTES);
    requireKnownLayout(data, width, height);
    char[] samples = mosaic(data, cfa, width, height);
    double white = library.integer("libraw_get_color_maximum", handle);
    SiteValues black = blackLevel(data, samples, cfa, width, height);
    int bits = StoredFrame.bitsOf(samples, (int) white);
    // libraw_imgother_t begins with the ISO speed and the exposure time.
    MemorySegment other = library.pointer("libraw_get_imgother", handle).reinterpret(8);
    Calibration calibration =
        new Calibration(
            bits,
            Optional.of(new SourcedValue<>(black, SOURCE)),
            Optional.of(white).filter(w -> w > 0).map(w -> new SourcedValue<>(w, SOURCE)),
            cfa.hasFilters() ? whiteBalance() : Optional.empty(),
            cfa.hasFilters() ? colourMatrix() : Optional.empty(),
            camera(parameters),
            positive(other.get(ValueLayout.JAVA_FLOAT, 0)),
            positive(other.get(ValueLayout.JAVA_FLOAT, 4)),
            orientation(data.get(ValueLayout.JAVA_INT, FLIP)));
    int left = Short.toUnsignedInt(data.get(ValueLayout.JAVA_SHORT, SIZES + 10));
    int top = Short.toUnsignedInt(data.get(ValueLayout.JAVA_SHORT, SIZES + 8));
    StoredFrame frame = new StoredFrame(width, height, samples);
    return new RawFile(
        new RawImage(
            width,
            height,
            cfa,
            RawImage.Unit.DN,
            frame.floats(PixelRectangle.whole(width, height)),
            calibration),
        "raw file of its maker, decoded by LibRaw " + library.version(),
        library.integer("libraw_get_raw_width", handle),
        library.integer("libraw_get_raw_height", handle),
        new PixelRectangle(top, left, top + height, left + width),
        SOURCE,
        Optional.empty());
  }

  private void require(int status, String action) throws RejectedFileException {
    if (status != 0) {
      throw file.rejection(
          "LibRaw %s cannot %s it (%s)"
              .formatted(
                  library.version(),
                  action,
                  library.text(library.pointer("libraw_strerror", status), 0, 256)),
          "check that the file is complete, or convert it to DNG");
    }
  }

  /** LibRaw numbers the colours 0 red, 1 green, 2 blue and 3 the green in the blue rows. */
  private Cfa cfa(MemorySegment parameters) throws RejectedFileException {
    if (parameters.get(ValueLayout.JAVA_INT, COLOURS) == 1) {
      return Cfa.MONOCHROME;
    }
    int period = 12;
    int[] colours = new int[period * period];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = library.integer("libraw_COLOR", handle, i / period, i % period);
      if (colours[i] == 6) {
        throw file.rejection(
            "contains colours, not a mosaic (sRAW, a layered sensor, or already demosaiced)",
            "record full-size raw files");
      }
    }
    int[] tile = {colours[0], colours[1], colours[period], colours[period + 1]};
    for (int i = 0; i < colours.length; i++) {
      if (colours[i] != tile[i / period % 2 * 2 + i % period % 2]) {
        throw file.rejection(
            "has a colour filter array that does not repeat every 2×2 pixels (such as X-Trans)",
            "use a camera with one of the layouts RGGB, GRBG, GBRG, BGGR");
      }
    }
    String names = library.text(parameters, COLOUR_NAMES, 5);
    if (parameters.get(ValueLayout.JAVA_INT, COLOURS) != 3 || !names.startsWith("RGB")) {
      throw file.rejection(
          "has a colour filter array of the colours '" + names + "', not of red, green and blue",
          "use a camera with a Bayer mosaic");
    }
    for (int i = 0; i < tile.length; i++) {
      tile[i] = tile[i] == 3 ? 1 : tile[i];
    }
    return StoredFrame.bayer(file, tile);
  }

  /** A structure with an unexpected layout is detected here, before anything is read from it. */
  private void requireKnownLayout(MemorySegment data, int width, int height)
      throws RejectedFileException {
    int[] expected = {
      library.integer("libraw_get_raw_height", handle),
      library.integer("libraw_get_raw_width", handle),
      height,
      width,
    };
    long[] offsets = {SIZES, SIZES + 2, SIZES + 12, SIZES + 14};
    for (int i = 0; i < offsets.length; i++) {
      if (Short.toUnsignedInt(data.get(ValueLayout.JAVA_SHORT, offsets[i])) != expected[i]) {
        throw file.rejection(
            "LibRaw " + library.version() + " lays its data out in an unknown way",
            "install LibRaw 0.20 to 0.22, or convert the file to DNG");
      }
    }
    if ((long) width * height
        > (long) library.integer("libraw_get_raw_width", handle)
            * library.integer("libraw_get_raw_height", handle)) {
      throw file.rejection(
          "has a mosaic turned by 45°", "use a camera with a rectangular pixel grid");
    }
  }

  /**
   * The image has four numbers a pixel, of which only that of the pixel's own colour is set; the
   * first of a monochrome image.
   */
  private char[] mosaic(MemorySegment data, Cfa cfa, int width, int height) {
    MemorySegment image =
        data.get(ValueLayout.ADDRESS, 0).reinterpret((long) width * height * 4 * Character.BYTES);
    int[] colour = new int[4];
    for (int i = 0; i < 4 && cfa.hasFilters(); i++) {
      colour[i] = library.integer("libraw_COLOR", handle, i / 2, i % 2);
    }
    char[] samples = new char[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int at = row * width + column;
        samples[at] =
            image.getAtIndex(ValueLayout.JAVA_CHAR, 4L * at + colour[row % 2 * 2 + column % 2]);
      }
    }
    return samples;
  }

  /**
   * LibRaw keeps parts of the black level in several places; what its own subtraction takes away is
   * their sum. A sample below the black level loses less, because it is clipped at 0, so the
   * largest loss is the offset.
   */
  private SiteValues blackLevel(MemorySegment data, char[] before, Cfa cfa, int width, int height) {
    library.run("libraw_subtract_black", handle);
    char[] after = mosaic(data, cfa, width, height);
    double[] black = new double[4];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int at = row * width + column;
        int tile = row % 2 * 2 + column % 2;
        black[tile] = Math.max(black[tile], before[at] - after[at]);
      }
    }
    return cfa.hasFilters()
        ? StoredFrame.siteValues(cfa, black)
        : SiteValues.uniform(Arrays.stream(black).max().orElseThrow());
  }

  private Optional<SourcedValue<Rgb>> whiteBalance() {
    double red = library.real("libraw_get_cam_mul", handle, 0);
    double green = library.real("libraw_get_cam_mul", handle, 1);
    double blue = library.real("libraw_get_cam_mul", handle, 2);
    return red > 0 && green > 0 && blue > 0
        ? Optional.of(new SourcedValue<>(new Rgb(red / green, 1, blue / green), SOURCE))
        : Optional.empty();
  }

  /** If LibRaw has no matrix of the camera, it returns the identity. */
  private Optional<SourcedValue<Matrix3>> colourMatrix() {
    double[] numbers = new double[9];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = library.real("libraw_get_rgb_cam", handle, i / 3, i % 3);
      if (!Double.isFinite(numbers[i])) {
        return Optional.empty();
      }
    }
    Matrix3 matrix = Matrix3.of(numbers);
    return matrix.equals(Matrix3.IDENTITY)
        ? Optional.empty()
        : Optional.of(new SourcedValue<>(matrix, SOURCE));
  }

  private Optional<SourcedValue<String>> camera(MemorySegment parameters) {
    String make = library.text(parameters, MAKE, 64);
    String model = library.text(parameters, MODEL, 64);
    String name = model.startsWith(make) ? model : (make + " " + model).strip();
    return Optional.of(name).filter(n -> !n.isEmpty()).map(n -> new SourcedValue<>(n, SOURCE));
  }

  private static Optional<SourcedValue<Double>> positive(double value) {
    return value > 0 && Double.isFinite(value)
        ? Optional.of(new SourcedValue<>(value, SOURCE))
        : Optional.empty();
  }

  /** LibRaw's flip: 4 swaps rows and columns, 2 reverses the rows, 1 reverses the columns. */
  private static Orientation orientation(int flip) {
    for (Orientation orientation : Orientation.values()) {
      int same =
          (orientation.transposed() ? 4 : 0)
              + (orientation.storedRow(0, 0, 2) == 1 ? 2 : 0)
              + (orientation.storedColumn(0, 0, 2) == 1 ? 1 : 0);
      if (same == flip) {
        return orientation;
      }
    }
    return Orientation.UPRIGHT;
  }
}
