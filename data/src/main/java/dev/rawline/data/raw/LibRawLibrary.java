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
 * The C functions of the system's LibRaw, called by their names.
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
    return text(pointer("libraw_version"), 0, 64);
  }

  /** Calls a C function that returns a pointer. */
  MemorySegment pointer(String function, Object... arguments) {
    return (MemorySegment) call(function, ADDRESS, arguments);
  }

  /** Calls a C function that returns an int. */
  int integer(String function, Object... arguments) {
    return (int) call(function, JAVA_INT, arguments);
  }

  /** Calls a C function that returns a float. */
  double real(String function, Object... arguments) {
    return (float) call(function, JAVA_FLOAT, arguments);
  }

  /** Calls a C function that returns nothing. */
  void run(String function, Object... arguments) {
    call(function, null, arguments);
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
    run("libraw_set_dataerror_handler", handle, callback, MemorySegment.NULL);
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
