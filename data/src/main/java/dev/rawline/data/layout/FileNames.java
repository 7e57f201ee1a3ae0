package dev.rawline.data.layout;

import dev.rawline.data.file.RejectedFileException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file's name as text: UTF-8, whatever the machine's locale is. */
final class FileNames {
  private static final int HEX = 16;

  private FileNames() {}

  /**
   * Returns the last level of a path.
   *
   * @throws RejectedFileException if its bytes are not UTF-8
   */
  static String text(Path path) throws RejectedFileException {
    String shown = String.valueOf(path.getFileName());
    if (shown.chars().allMatch(unit -> unit < 0x80) || !path.toUri().getScheme().equals("file")) {
      return shown;
    }
    byte[] bytes = bytes(path);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RejectedFileException(
          path,
          "has a name that is not UTF-8 ('" + escaped(bytes) + "')",
          "rename it, for example with convmv",
          e);
    }
  }

  /** The text of a path is decoded by the locale; its URI holds the bytes. */
  private static byte[] bytes(Path path) {
    String uri = path.toUri().getRawPath();
    String whole = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    String name = whole.substring(whole.lastIndexOf('/') + 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '%') {
        bytes.write(Integer.parseInt(name.substring(i + 1, i + 3), HEX));
        i += 2;
      } else {
        bytes.write(name.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte unit : bytes) {
      text.append(unit > ' ' ? String.valueOf((char) unit) : "\\x%02x".formatted(unit));
    }
    return text.toString();
  }
}
