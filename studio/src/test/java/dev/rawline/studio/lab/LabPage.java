package dev.rawline.studio.lab;

import dev.rawline.data.file.JsonFile;
import dev.rawline.studio.StudioServer;
import dev.rawline.studio.StudioSettings;
import dev.rawline.workbench.book.BookLocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A server with a lab book, and a client that talks to it as the page does. */
final class LabPage implements AutoCloseable {
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final StudioServer server;

  LabPage(BookLocation place, boolean demo) throws IOException {
    server =
        new StudioServer(
            new StudioSettings(
                InetAddress.getLoopbackAddress(),
                0,
                Optional.empty(),
                new LinkedHashMap<>(),
                Optional.of(place),
                demo),
            failures::add);
  }

  List<Throwable> failures() {
    return failures;
  }

  private URI address(String path, Map<String, ?> query) {
    String words =
        query.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(
                            String.valueOf(each.getValue()), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return URI.create("%sapi/lab/%s?%s".formatted(server.address(), path, words));
  }

  HttpResponse<String> get(String path, Map<String, ?> query) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address(path, query)).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, Map<String, ?> body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address(path, Map.of()))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonFile.text(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Returns the object of an answer, or throws what the server says is wrong. */
  static Map<String, Object> object(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return JsonFile.parse(answer.body());
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
