package dev.rawline.python;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.rawline.imaging.camera.MosaicBatch;
import dev.rawline.imaging.frame.Cfa;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;

/**
 * The functions that Python calls, as C functions.
 *
 * <p>Each returns 0, or the number of a {@link Failure.Kind} after it wrote a message into the last
 * argument, a buffer of {@value Failure#BYTES} bytes, empty before. None throws: an exception in
 * such a function would end the process. So that none allocates before it can catch, addresses come
 * as numbers. Any thread may call them.
 */
public final class EntryPoints {
  private static final FunctionDescriptor CALL =
      FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final FunctionDescriptor FORWARD =
      FunctionDescriptor.of(
          JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG,
          JAVA_LONG, JAVA_LONG);
  private static final FunctionDescriptor BACKWARD =
      FunctionDescriptor.of(
          JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG,
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  /** The layouts in the order of the package's list of the same name. */
  private static final List<Cfa> LAYOUTS =
      List.of(Cfa.RGGB, Cfa.GRBG, Cfa.GBRG, Cfa.BGGR, Cfa.MONOCHROME);

  private EntryPoints() {}

  /**
   * Returns the address of a table of addresses, which stays valid: {@code call}, {@code forward},
   * {@code backward}.
   *
   * @throws ReflectiveOperationException never
   */
  public static long table() throws ReflectiveOperationException {
    List<MemorySegment> stubs =
        List.of(stub("call", CALL), stub("forward", FORWARD), stub("backward", BACKWARD));
    Failure.write(
        new OutOfMemoryError(), Arena.global().allocate(Failure.BYTES).address()); // loads
    MemorySegment table = Arena.global().allocate(ADDRESS, stubs.size());
    for (int i = 0; i < stubs.size(); i++) {
      table.setAtIndex(ADDRESS, i, stubs.get(i));
    }
    return table.address();
  }

  @SuppressWarnings("restricted") // an upcall is what this module is for
  private static MemorySegment stub(String name, FunctionDescriptor descriptor)
      throws ReflectiveOperationException {
    MethodType type = descriptor.toMethodType();
    return Linker.nativeLinker()
        .upcallStub(
            MethodHandles.lookup().findStatic(EntryPoints.class, name, type),
            descriptor,
            Arena.global());
  }

  /**
   * {@code int call(const char *request, array *(*allocate)(…), char *message)}: answers a request
   * in JSON ({@link Requests}); results are arrays that Python allocates, the one named {@code
   * reply} being JSON.
   */
  static int call(long request, long allocate, long message) {
    try {
      String text = PythonMemory.at(request, Long.MAX_VALUE).getString(0);
      Requests.answer(text, new PythonArrays(MemorySegment.ofAddress(allocate)));
      return 0;
    } catch (Throwable thrown) {
      return Failure.write(thrown, message);
    }
  }

  /**
   * {@code int forward(long chain, const double *theta, int images, int height, int width, const
   * float *raws, const int *layouts, float *views, char *message)}.
   */
  static int forward(
      long chain,
      long theta,
      int images,
      int height,
      int width,
      long raws,
      long layouts,
      long views,
      long message) {
    try {
      ChainHandle.of(chain).forward(theta, mosaics(images, height, width, raws, layouts), views);
      return 0;
    } catch (Throwable thrown) {
      return Failure.write(thrown, message);
    }
  }

  private static MosaicBatch mosaics(int images, int height, int width, long raws, long layouts) {
    int[] places = PythonMemory.at(layouts, (long) Integer.BYTES * images).toArray(JAVA_INT);
    return new MosaicBatch(
        width,
        height,
        Arrays.stream(places).mapToObj(LAYOUTS::get).toList(),
        PythonMemory.at(raws, (long) Float.BYTES * images * height * width));
  }

  /**
   * {@code int backward(long chain, const double *theta, int images, int height, int width, const
   * float *raws, const int *layouts, const float *cotangents, double *ofTheta, float *ofRaws, char
   * *message)}; ofRaws may be NULL.
   */
  static int backward(
      long chain,
      long theta,
      int images,
      int height,
      int width,
      long raws,
      long layouts,
      long cotangents,
      long ofTheta,
      long ofRaws,
      long message) {
    try {
      MosaicBatch mosaics = mosaics(images, height, width, raws, layouts);
      ChainHandle.of(chain).backward(theta, mosaics, cotangents, ofTheta, ofRaws);
      return 0;
    } catch (Throwable thrown) {
      return Failure.write(thrown, message);
    }
  }
}
