package dev.rawline.studio;

import dev.rawline.data.file.JsonFile;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A program that reads objects and events of a server as its page does.
 *
 * @param studio the server
 */
public record StudioClient(RunningStudio studio) {
  private static final String DATA = "data:";

  /** What was answered. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Answer(int status, byte[] body) {
    private static Answer of(HttpResponse<byte[]> response) {
      return new Answer(response.statusCode(), response.body());
    }

    /** Returns its object of JSON. */
    public Map<String, Object> json() {
      return JsonFile.parse(text());
    }

    /** Returns its text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Sends an object. */
  public Answer post(String path, Map<String, ?> body) {
    return Answer.of(studio.post(path, body, BodyHandlers.ofByteArray()));
  }

  /** Asks for something. */
  public Answer get(String path, Map<String, String> query) {
    return Answer.of(studio.get(path, query, BodyHandlers.ofByteArray()));
  }

  /** Listens until an event is as expected, which is returned; empty if there are no more. */
  public Optional<Map<String, Object>> event(
      String path, Map<String, String> query, Predicate<Map<String, Object>> expected) {
    try (Stream<String> lines = studio.get(path, query, BodyHandlers.ofLines()).body()) {
      return lines
          .filter(line -> line.startsWith(DATA))
          .map(line -> JsonFile.parse(line.substring(DATA.length())))
          .filter(expected)
          .findFirst();
    }
  }
}
