package dev.rawline.python;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.rawline.data.file.JsonFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Results of a request, in arrays that Python makes when it is asked for one. */
@SuppressWarnings("restricted") // Python makes the arrays
final class PythonArrays {
  /** {@code void *allocate(const char *name, const char *type, int sides, const long *shape)}. */
  private static final MethodHandle ALLOCATE =
      Linker.nativeLinker()
          .downcallHandle(FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS));

  private final MemorySegment allocate;

  PythonArrays(MemorySegment allocate) {
    this.allocate = allocate;
  }

  /** Gives an array of float32 back, rows last. */
  void give(String name, float[] values, long... shape) {
    MemorySegment.copy(values, 0, made(name, "float32", shape), JAVA_FLOAT, 0, values.length);
  }

  /** Gives an array of float64 back, rows last. */
  void give(String name, double[] values, long... shape) {
    MemorySegment.copy(values, 0, made(name, "float64", shape), JAVA_DOUBLE, 0, values.length);
  }

  /** Gives the reply back: an object of JSON. */
  void reply(Map<String, Object> reply) {
    byte[] bytes = JsonFile.text(reply).getBytes(StandardCharsets.UTF_8);
    MemorySegment.copy(bytes, 0, made("reply", "uint8", bytes.length), JAVA_BYTE, 0, bytes.length);
  }

  private MemorySegment made(String name, String type, long... shape) {
    long bytes =
        switch (type) {
          case "uint8" -> Byte.BYTES;
          case "float32" -> Float.BYTES;
          default -> Double.BYTES;
        };
    for (long side : shape) {
      bytes *= side;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment made =
          (MemorySegment)
              ALLOCATE.invokeExact(
                  allocate,
                  arena.allocateFrom(name),
                  arena.allocateFrom(type),
                  shape.length,
                  arena.allocateFrom(JAVA_LONG, shape));
      if (made.address() == 0) {
        throw new OutOfMemoryError("Python could not make an array of %d bytes".formatted(bytes));
      }
      return PythonMemory.at(made.address(), bytes);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
