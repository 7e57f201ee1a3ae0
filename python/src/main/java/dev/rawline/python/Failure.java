package dev.rawline.python;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.rawline.data.yaml.ConfigurationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;

/** What went wrong, handed to Python as a number and a message. */
final class Failure {
  /** The size of the buffer for a message, in UTF-8 with a final zero [bytes]. */
  static final int BYTES = 16_384;

  /** What Python raises, by its number there. */
  enum Kind {
    VALUE_ERROR(1),
    FILE_NOT_FOUND_ERROR(2),
    OS_ERROR(3),
    MEMORY_ERROR(4),
    RUNTIME_ERROR(5);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    private static Kind of(Throwable thrown) {
      return switch (thrown) {
        case IllegalArgumentException _, ConfigurationException _ -> VALUE_ERROR;
        case NoSuchFileException _, FileNotFoundException _ -> FILE_NOT_FOUND_ERROR;
        case IOException _ -> OS_ERROR;
        case OutOfMemoryError _ -> MEMORY_ERROR;
        default -> RUNTIME_ERROR;
      };
    }
  }

  private Failure() {}

  /**
   * Writes the message of what was thrown; returns its kind.
   *
   * <p>Where there is no memory for that either, the message stays empty.
   */
  static int write(Throwable thrown, long message) {
    try {
      Kind kind = Kind.of(thrown);
      String text =
          kind == Kind.RUNTIME_ERROR || thrown.getMessage() == null
              ? thrown.toString()
              : thrown.getMessage();
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int length = Math.min(bytes.length, BYTES - 1);
      MemorySegment buffer = PythonMemory.at(message, BYTES);
      buffer.set(JAVA_BYTE, length, (byte) 0);
      MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, length);
      return kind.number;
    } catch (Throwable _) {
      return Kind.MEMORY_ERROR.number;
    }
  }
}
