package dev.rawline.studio;

import dev.rawline.data.file.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that speaks to a server as its page does.
 *
 * @param address the address of the server
 */
public record StudioClient(String address) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String DATA = "data:";

  /** What was answered. */
  public record Answer(int status, byte[] body) {
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
    return answer(
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonFile.text(body)))
            .build());
  }

  /** Asks for something. */
  public Answer get(String path, Map<String, String> query) {
    return answer(HttpRequest.newBuilder(uri(path, query)).GET().build());
  }

  private static Answer answer(HttpRequest request) {
    HttpResponse<byte[]> response = send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.body());
  }

  /** Listens until an event is as expected, which is returned; empty if there are no more. */
  public Optional<Map<String, Object>> event(
      String path, Map<String, String> query, Predicate<Map<String, Object>> expected) {
    HttpRequest request = HttpRequest.newBuilder(uri(path, query)).GET().build();
    try (Stream<String> lines = send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
      return lines
          .filter(line -> line.startsWith(DATA))
          .map(line -> JsonFile.parse(line.substring(DATA.length())))
          .filter(expected)
          .findFirst();
    }
  }

  private URI uri(String path, Map<String, String> query) {
    return URI.create(
        query.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", address + path + "?", "")));
  }

  private static <T> HttpResponse<T> send(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return CLIENT.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
