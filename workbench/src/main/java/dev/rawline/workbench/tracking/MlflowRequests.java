package dev.rawline.workbench.tracking;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.web.Timeouts;
import dev.rawline.data.web.TransientException;
import dev.rawline.data.web.WebClient;
import dev.rawline.workbench.tracking.DeliveryException.RetryAdvice;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Single requests to a tracking server, by MLflow's REST interface, version 2.0: each has a time
 * limit, and each failure states what to expect of a repetition.
 */
final class MlflowRequests implements AutoCloseable {
  private static final String API = "/api/2.0/mlflow/";

  /** The slowest connection for transfers of files [bytes/s]. */
  private static final long SLOWEST = 50_000;

  /** Servers write metrics that are not numbers as texts, or as no JSON allows. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final TrackingServer server;
  private final Duration answer;
  private final WebClient http;

  MlflowRequests(TrackingServer server, Duration answer) {
    this.server = server;
    this.answer = answer;
    this.http = new WebClient(new Timeouts(answer, answer), HttpClient.Redirect.NEVER);
  }

  /** Returns the server. */
  TrackingServer server() {
    return server;
  }

  /**
   * Returns what the server has under a name.
   *
   * @param query the name of the request and its values, such as {@code artifacts/list?run_id=…}
   * @return the answer; empty if the server has no such thing
   * @throws DeliveryException if there is no answer, or the server rejects the request
   */
  Optional<JsonNode> find(String query) throws DeliveryException {
    HttpResponse<String> response = response(request(api(query), answer).GET().build());
    return response.statusCode() == HttpURLConnection.HTTP_NOT_FOUND
            && response.body().contains("RESOURCE_DOES_NOT_EXIST")
        ? Optional.empty()
        : Optional.of(object(response));
  }

  /**
   * Returns the answer to a request that changes nothing, as {@link #find}.
   *
   * @throws DeliveryException if there is none, or the server rejects the request
   */
  JsonNode get(String query) throws DeliveryException {
    return object(response(request(api(query), answer).GET().build()));
  }

  /**
   * Returns the answer to a request.
   *
   * @param name the name of the request, such as {@code runs/create}
   * @param values its values: texts, numbers, lists and maps
   * @throws DeliveryException if there is none, or the server rejects the request
   */
  JsonNode post(String name, Map<String, ?> values) throws DeliveryException {
    HttpRequest request =
        request(api(name), answer)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(values)))
            .build();
    return object(response(request));
  }

  private URI api(String query) {
    return URI.create(server + API + query);
  }

  private HttpResponse<String> response(HttpRequest request) throws DeliveryException {
    return inTime(() -> http.send(request, HttpResponse.BodyHandlers.ofString()), answer);
  }

  private JsonNode object(HttpResponse<String> response) throws DeliveryException {
    if (response.statusCode() >= HttpURLConnection.HTTP_MULT_CHOICE) {
      throw rejected(response.statusCode(), response.body());
    }
    try {
      JsonNode answer = JSON.readTree(response.body().isBlank() ? "{}" : response.body());
      if (answer.isObject()) {
        return answer;
      }
    } catch (JacksonException e) {
      // It is reported below.
    }
    throw new DeliveryException(
        RetryAdvice.BLOCKED, "%s is not an MLflow server: check the address".formatted(server));
  }

  private <T> T inTime(Callable<T> question, Duration most) throws DeliveryException {
    FutureTask<T> task = new FutureTask<>(question);
    Thread thread = Thread.ofVirtual().name("tracking request").start(task);
    try {
      return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new DeliveryException(
          RetryAdvice.LATER, "%s has not answered for %d s".formatted(server, most.toSeconds()), e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new DeliveryException(RetryAdvice.LATER, "interrupted", e);
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    }
  }

  private DeliveryException failed(Throwable cause) {
    return cause instanceof TransientException failure
        ? new DeliveryException(
            RetryAdvice.LATER, "%s %s".formatted(server, failure.getMessage()), failure)
        : new DeliveryException(RetryAdvice.LATER, "%s: %s".formatted(server, cause), cause);
  }

  private DeliveryException rejected(int status, String body) {
    if (TransientException.isStatus(status) && status != HttpURLConnection.HTTP_NOT_IMPLEMENTED) {
      return new DeliveryException(
          RetryAdvice.LATER, "%s answers with status %d".formatted(server, status));
    }
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED
        || status == HttpURLConnection.HTTP_FORBIDDEN) {
      return new DeliveryException(
          RetryAdvice.BLOCKED,
          "%s requires a valid name and password (status %d): set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD"
              .formatted(server, status));
    }
    return new DeliveryException(
        RetryAdvice.NEVER,
        "%s rejects it (status %d): %s".formatted(server, status, message(body)));
  }

  /** MLflow describes an error in a JSON object. */
  private static String message(String body) {
    try {
      if (body != null && JsonFile.parse(body).get("message") instanceof String message) {
        return message;
      }
    } catch (IllegalArgumentException e) {
      // Not an answer of MLflow.
    }
    return body == null || body.isBlank() ? "no reason was given" : MlflowNames.fitting(body, 200);
  }

  /**
   * Sends a file.
   *
   * @throws DeliveryException if it was not accepted
   * @throws IOException if the file cannot be read
   */
  void put(URI address, Path file) throws DeliveryException, IOException {
    Duration most = answer.plusSeconds(Files.size(file) / SLOWEST);
    HttpRequest request =
        request(address, most)
            .header("Content-Type", "application/octet-stream")
            .PUT(HttpRequest.BodyPublishers.ofFile(file))
            .build();
    HttpResponse<String> response =
        inTime(() -> http.send(request, HttpResponse.BodyHandlers.ofString()), most);
    if (response.statusCode() >= HttpURLConnection.HTTP_MULT_CHOICE) {
      throw rejected(response.statusCode(), response.body());
    }
  }

  /**
   * Fetches a file.
   *
   * @param bytes its size, as far as it is known [bytes]
   * @throws DeliveryException if it was not sent
   */
  void get(URI address, long bytes, Path file) throws DeliveryException {
    Duration most = answer.plusSeconds(bytes / SLOWEST);
    HttpRequest request = request(address, most).GET().build();
    HttpResponse<Path> response =
        inTime(
            () ->
                http.send(
                    request,
                    HttpResponse.BodyHandlers.ofFile(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)),
            most);
    if (response.statusCode() >= HttpURLConnection.HTTP_MULT_CHOICE) {
      throw rejected(response.statusCode(), "");
    }
  }

  private HttpRequest.Builder request(URI address, Duration most) {
    HttpRequest.Builder request = http.request(address).timeout(most);
    server.authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  @Override
  public void close() {
    http.close();
  }
}
