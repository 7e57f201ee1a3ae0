package dev.rawline.workbench.tracking;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.web.Timeouts;
import dev.rawline.data.web.TransientException;
import dev.rawline.data.web.WebClient;
import dev.rawline.workbench.tracking.DeliveryException.RetryAdvice;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow_project.google.protobuf.InvalidProtocolBufferException;

/**
 * Single requests to a tracking server: each has a time limit, and each failure states what to
 * expect of a repetition.
 */
final class MlflowRequests implements AutoCloseable {

  /** The slowest connection for transfers of files [bytes/s]. */
  private static final long SLOWEST = 50_000;

  /** The client's library logs every failure to stderr; it is reported here instead. */
  private static final Logger LIBRARY_LOG = Logger.getLogger("org.mlflow_project.apachehttp");

  static {
    LIBRARY_LOG.setLevel(Level.OFF);
  }

  private final TrackingServer server;
  private final Duration answer;
  private final MlflowClient client;
  private final WebClient http;

  MlflowRequests(TrackingServer server, Duration answer) {
    this.server = server;
    this.answer = answer;
    this.client = server.client();
    this.http = new WebClient(new Timeouts(answer, answer), HttpClient.Redirect.NEVER);
  }

  /** Returns the server. */
  TrackingServer server() {
    return server;
  }

  /**
   * Sends a request through the client.
   *
   * <p>The client has no time limit, so it runs in a thread of its own, whose connection is closed
   * when it is interrupted.
   *
   * @throws DeliveryException if there is no answer, or the server rejects the request
   */
  <T> T ask(Function<MlflowClient, T> question) throws DeliveryException {
    return inTime(() -> question.apply(client), answer);
  }

  /**
   * Sends a request without an answer, as {@link #ask}.
   *
   * @throws DeliveryException if the server does not confirm it, or rejects it
   */
  void send(Consumer<MlflowClient> request) throws DeliveryException {
    ask(
        client -> {
          request.accept(client);
          return true;
        });
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
    return switch (cause) {
      case MlflowHttpException rejected ->
          rejected(rejected.getStatusCode(), rejected.getBodyMessage(), rejected);
      case MlflowClientException client when client.getCause() instanceof IOException io ->
          io instanceof InvalidProtocolBufferException
              ? new DeliveryException(
                  RetryAdvice.BLOCKED,
                  "%s is not an MLflow server: check the address".formatted(server),
                  client)
              : unreachable(io);
      case TransientException failure ->
          new DeliveryException(
              RetryAdvice.LATER, "%s %s".formatted(server, failure.getMessage()), failure);
      case IOException io -> unreachable(io);
      case null, default ->
          new DeliveryException(RetryAdvice.LATER, "%s: %s".formatted(server, cause), cause);
    };
  }

  private DeliveryException unreachable(IOException io) {
    String why =
        switch (io) {
          case ConnectException _ -> "no server is listening there";
          case UnknownHostException _ -> "unknown host name";
          default -> io.getMessage() == null ? "the connection broke" : io.getMessage();
        };
    return new DeliveryException(
        RetryAdvice.LATER, "%s cannot be reached: %s".formatted(server, why), io);
  }

  private DeliveryException rejected(int status, String body, Throwable cause) {
    if (TransientException.isStatus(status) && status != HttpURLConnection.HTTP_NOT_IMPLEMENTED) {
      return new DeliveryException(
          RetryAdvice.LATER, "%s answers with status %d".formatted(server, status), cause);
    }
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED
        || status == HttpURLConnection.HTTP_FORBIDDEN) {
      return new DeliveryException(
          RetryAdvice.BLOCKED,
          "%s requires a valid name and password (status %d): set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD"
              .formatted(server, status),
          cause);
    }
    return new DeliveryException(
        RetryAdvice.NEVER,
        "%s rejects it (status %d): %s".formatted(server, status, message(body)),
        cause);
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
      throw rejected(response.statusCode(), response.body(), null);
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
      throw rejected(response.statusCode(), "", null);
    }
  }

  private HttpRequest.Builder request(URI address, Duration most) {
    HttpRequest.Builder request = http.request(address).timeout(most);
    server.authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  @Override
  public void close() {
    client.close();
    http.close();
  }
}
