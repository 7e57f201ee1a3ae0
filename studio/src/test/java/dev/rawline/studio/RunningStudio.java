package dev.rawline.studio;

import dev.rawline.data.file.JsonFile;
import dev.rawline.workbench.book.BookLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A server, and a client that speaks to it as the page does. */
public final class RunningStudio implements AutoCloseable {
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final StudioServer server;

  /** Starts on any port. */
  public RunningStudio(Map<String, Path> folders, Optional<BookLocation> book, boolean demo)
      throws IOException {
    this(folders, book, demo, List.of());
  }

  /** Starts on any port, with a program that runs plans. */
  public RunningStudio(
      Map<String, Path> folders, Optional<BookLocation> book, boolean demo, List<String> program)
      throws IOException {
    server =
        new StudioServer(
            new StudioSettings(
                InetAddress.getLoopbackAddress(),
                0,
                Set.of(),
                Optional.empty(),
                new LinkedHashMap<>(folders),
                book,
                demo,
                program),
            failures::add);
  }

  /** Returns the address of the page. */
  public String address() {
    try {
      return server.address();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what the program did wrong. */
  public List<Throwable> failures() {
    return failures;
  }

  /** Begins a request. */
  private HttpRequest.Builder request(String path, Map<String, ?> query) {
    String words =
        query.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(
                            String.valueOf(each.getValue()), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(
        URI.create("%sapi/%s%s".formatted(address(), path, words.isEmpty() ? "" : "?" + words)));
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
    try {
      return client.send(request.build(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads. */
  public <T> HttpResponse<T> get(String path, Map<String, ?> query, BodyHandler<T> body) {
    return send(request(path, query), body);
  }

  /** Sends an object of JSON. */
  public <T> HttpResponse<T> post(String path, Map<String, ?> object, BodyHandler<T> body) {
    return send(
        request(path, Map.of())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonFile.text(object))),
        body);
  }

  /** Sends bytes. */
  public <T> HttpResponse<T> upload(
      String path, Map<String, ?> query, byte[] content, BodyHandler<T> body) {
    return send(
        request(path, query)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(content)),
        body);
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
