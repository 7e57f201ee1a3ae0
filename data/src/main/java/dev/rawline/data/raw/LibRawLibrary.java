package dev.rawline.data.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The C functions of the system's LibRaw, one Java method each.
 *
 * <p>The system property {@code rawline.libraw} names another library file, or {@code none}.
 */
@SuppressWarnings("restricted") // native code is this class's purpose
final class LibRawLibrary {
  /** The property that names the library. */
  static final String PROPERTY = "rawline.libraw";

  /** The library's binary versions: 20 is LibRaw 0.20, 23 is 0.21, later ones are tried first. */
  private static final int NEWEST = 26;

  private static final int OLDEST = 20;

  /** libraw_imgother_t begins with the ISO speed and the exposure time. */
  private static final long IMGOTHER_SIZE = 8;

  private static final MethodHandle RUN = runOf();

  private final SymbolLookup symbols;

  private LibRawLibrary(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  /** Returns the installed library, if there is one. */
  static Optional<LibRawLibrary> find() {
    return names().stream().flatMap(name -> load(name).stream()).findFirst();
  }

  private static Optional<LibRawLibrary> load(String name) {
    try {
      return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()))
          .filter(symbols -> symbols.find("libraw_open_buffer").isPresent())
          .map(LibRawLibrary::new);
    } catch (IllegalArgumentException e) {
      // No such library is installed.
      return Optional.empty();
    }
  }

  private static MethodHandle runOf() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Runnable.class, "run", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Runnable has a method run", e);
    }
  }

  private static List<String> names() {
    String requested = System.getProperty(PROPERTY, "");
    if (!requested.isEmpty()) {
      return requested.equals("none") ? List.of() : List.of(requested);
    }
    // libraw_r is the build that several threads may use.
    List<String> names = new ArrayList<>();
    for (int version = NEWEST; version >= OLDEST; version--) {
      names.add("libraw_r.so." + version);
    }
    names.add("libraw_r.so");
    names.add("libraw_r.dylib");
    return names;
  }

  String version() {
    return text((MemorySegment) call("libraw_version", ADDRESS), 0, 64);
  }

  String message(int status) {
    return text((MemorySegment) call("libraw_strerror", ADDRESS, status), 0, 256);
  }

  MemorySegment init() {
    return (MemorySegment) call("libraw_init", ADDRESS, 0);
  }

  int openBuffer(MemorySegment handle, MemorySegment buffer) {
    return (int) call("libraw_open_buffer", JAVA_INT, handle, buffer, buffer.byteSize());
  }

  /**
   * Has an action run whenever image data turn out to be damaged; it lives as long as the arena.
   */
  void onDataError(MemorySegment handle, Runnable action, Arena arena) {
    MethodHandle run =
        MethodHandles.dropArguments(
            RUN.bindTo(action), 0, MemorySegment.class, MemorySegment.class, long.class);
    MemorySegment callback =
        Linker.nativeLinker()
            .upcallStub(run, FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_LONG), arena);
    call("libraw_set_dataerror_handler", null, handle, callback, MemorySegment.NULL);
  }

  int unpack(MemorySegment handle) {
    return (int) call("libraw_unpack", JAVA_INT, handle);
  }

  int rawToImage(MemorySegment handle) {
    return (int) call("libraw_raw2image", JAVA_INT, handle);
  }

  void subtractBlack(MemorySegment handle) {
    call("libraw_subtract_black", null, handle);
  }

  void close(MemorySegment handle) {
    call("libraw_close", null, handle);
  }

  int rawWidth(MemorySegment handle) {
    return (int) call("libraw_get_raw_width", JAVA_INT, handle);
  }

  int rawHeight(MemorySegment handle) {
    return (int) call("libraw_get_raw_height", JAVA_INT, handle);
  }

  int imageWidth(MemorySegment handle) {
    return (int) call("libraw_get_iwidth", JAVA_INT, handle);
  }

  int imageHeight(MemorySegment handle) {
    return (int) call("libraw_get_iheight", JAVA_INT, handle);
  }

  int colour(MemorySegment handle, int row, int column) {
    return (int) call("libraw_COLOR", JAVA_INT, handle, row, column);
  }

  int maximum(MemorySegment handle) {
    return (int) call("libraw_get_color_maximum", JAVA_INT, handle);
  }

  double cameraGain(MemorySegment handle, int colour) {
    return (float) call("libraw_get_cam_mul", JAVA_FLOAT, handle, colour);
  }

  double srgbFromCamera(MemorySegment handle, int row, int column) {
    return (float) call("libraw_get_rgb_cam", JAVA_FLOAT, handle, row, column);
  }

  MemorySegment parameters(MemorySegment handle) {
    return (MemorySegment) call("libraw_get_iparams", ADDRESS, handle);
  }

  double iso(MemorySegment handle) {
    return other(handle).get(JAVA_FLOAT, 0);
  }

  double shutter(MemorySegment handle) {
    return other(handle).get(JAVA_FLOAT, 4);
  }

  private MemorySegment other(MemorySegment handle) {
    return ((MemorySegment) call("libraw_get_imgother", ADDRESS, handle))
        .reinterpret(IMGOTHER_SIZE);
  }

  /** Returns the text that begins at an offset, up to its closing zero or {@code most} bytes. */
  String text(MemorySegment segment, long offset, int most) {
    byte[] bytes = segment.reinterpret(offset + most).asSlice(offset, most).toArray(JAVA_BYTE);
    int end = 0;
    while (end < most && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).strip();
  }

  private Object call(String name, MemoryLayout result, Object... arguments) {
    MemoryLayout[] layouts = new MemoryLayout[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      layouts[i] =
          switch (arguments[i]) {
            case MemorySegment segment -> ADDRESS;
            case Long number -> JAVA_LONG;
            default -> JAVA_INT;
          };
    }
    FunctionDescriptor descriptor =
        result == null
            ? FunctionDescriptor.ofVoid(layouts)
            : FunctionDescriptor.of(result, layouts);
    MethodHandle function =
        Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), descriptor);
    try {
      return function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new AssertionError("LibRaw's " + name + " has another signature than declared", e);
    }
  }
}
