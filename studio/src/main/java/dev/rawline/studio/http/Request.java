package dev.rawline.studio.http;

import dev.rawline.data.file.JsonFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request that passed the gate.
 *
 * @param queries the value of a key of the query, decoded
 * @param body its body
 */
public record Request(Function<String, Optional<String>> queries, InputStream body) {
  /** The longest text of JSON [bytes]. */
  private static final int LONGEST_TEXT = 1 << 20;

  /** Returns the value of a key of the query. */
  public Optional<String> query(String key) {
    return queries.apply(key);
  }

  /**
   * Returns the value of a key of the query.
   *
   * @throws IllegalArgumentException if it is missing
   */
  public String required(String key) {
    return query(key)
        .orElseThrow(
            () -> new IllegalArgumentException("the query has no '%s': add it".formatted(key)));
  }

  /**
   * Returns the object of JSON in the body.
   *
   * @throws IllegalArgumentException if it is none, or longer than 1 MB
   * @throws IOException if the client is gone
   */
  public Map<String, Object> json() throws IOException {
    byte[] content = body.readNBytes(LONGEST_TEXT + 1);
    if (content.length > LONGEST_TEXT) {
      throw new IllegalArgumentException("the request is longer than 1 MB: expected less");
    }
    try {
      return JsonFile.parse(new String(content, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the request " + e.getMessage(), e);
    }
  }

  /**
   * Copies the body.
   *
   * @param most the largest size [bytes]
   * @throws IllegalArgumentException if it is larger
   * @throws IOException if the client is gone, or the copy cannot be written
   */
  public void copyTo(OutputStream out, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long copied = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      copied += read;
      if (copied > most) {
        throw new IllegalArgumentException(
            "the file has more than %d MB: expected at most that".formatted(most >> 20));
      }
      out.write(buffer, 0, read);
    }
  }
}
