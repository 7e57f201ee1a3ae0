package dev.rawline.python;

import java.lang.foreign.MemorySegment;

/** Memory that belongs to Python, of which an address came without its size. */
final class PythonMemory {
  private PythonMemory() {}

  /** Returns so many bytes from an address on; Python keeps them for as long as the call lasts. */
  @SuppressWarnings("restricted") // the package sends shapes with its addresses
  static MemorySegment at(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }
}
