package dev.rawline.workbench.page;

import dev.rawline.data.file.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The system's Chromium without a window, driven by its DevTools protocol: one for all tests of a
 * process, closed with it. {@code apt-get install chromium} installs it.
 */
final class Chromium {
  static final String MISSING = "skipped: no Chromium here (apt-get install chromium)";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final long PATIENCE = 60; // s

  private static Optional<Chromium> running = Optional.empty();

  private final WebSocket socket;
  private final String session;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<Map<?, ?>>> answers = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Void>> events = new ConcurrentHashMap<>();

  private Chromium(URI address) {
    HttpClient client = HttpClient.newHttpClient();
    socket = client.newWebSocketBuilder().buildAsync(address, new Messages()).join();
    Object target =
        call("Target.createTarget", Optional.empty(), Map.of("url", "about:blank")).get("targetId");
    session =
        String.valueOf(
            call(
                    "Target.attachToTarget",
                    Optional.empty(),
                    Map.of("targetId", target, "flatten", true))
                .get("sessionId"));
    call("Page.enable", Map.of());
  }

  /** Returns where it is installed. */
  static Optional<Path> installed() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Returns it, started where it does not run yet. */
  static synchronized Chromium shared() throws IOException {
    if (running.isEmpty()) {
      running = Optional.of(start());
    }
    return running.orElseThrow();
  }

  private static Chromium start() throws IOException {
    Path profile = Files.createTempDirectory("rawline-chromium");
    Process process =
        new ProcessBuilder(
                installed().orElseThrow().toString(),
                "--headless",
                "--no-sandbox", // root has none
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, profile)));
    return new Chromium(address(process, profile.resolve("DevToolsActivePort")));
  }

  /** Waits for the file in which it states its port and its path. */
  private static URI address(Process process, Path file) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (process.isAlive() && System.nanoTime() < end) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() == 2) {
        return URI.create("ws://127.0.0.1:%s%s".formatted(lines.get(0), lines.get(1)));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new IOException("Chromium does not start");
  }

  private static void end(Process process, Path profile) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try (Stream<Path> files = Files.walk(profile)) {
      process.waitFor(PATIENCE, TimeUnit.SECONDS);
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      return; // the system clears its temporary folder
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Opens a file and waits until its pictures and fonts are there. */
  void open(Path file) {
    CompletableFuture<Void> loaded = new CompletableFuture<>();
    events.put("Page.loadEventFired", loaded);
    call("Page.navigate", Map.of("url", file.toUri().toString()));
    loaded.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    evaluate("document.fonts.ready.then(() => true)");
  }

  /**
   * Lays the page out anew.
   *
   * @param width the width of the window [CSS px]
   * @param media {@code screen} or {@code print}
   */
  void layOut(int width, String media) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    call("Emulation.setEmulatedMedia", Map.of("media", media));
  }

  /** Returns the value of an expression of JavaScript, waiting for a promise. */
  Object evaluate(String expression) {
    Map<?, ?> answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.containsKey("exceptionDetails")) {
      throw new IllegalStateException("the page throws " + answer.get("exceptionDetails"));
    }
    return ((Map<?, ?>) answer.get("result")).get("value");
  }

  /** Returns the whole page as PNG. */
  byte[] screenshot() {
    return data(
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true)));
  }

  /** Returns the page as PDF, on the paper that its style asks for. */
  byte[] pdf() {
    return data(
        call("Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true)));
  }

  private static byte[] data(Map<?, ?> answer) {
    return Base64.getDecoder().decode(String.valueOf(answer.get("data")));
  }

  private Map<?, ?> call(String method, Map<String, Object> parameters) {
    return call(method, Optional.of(session), parameters);
  }

  private Map<?, ?> call(String method, Optional<String> of, Map<String, Object> parameters) {
    int id = calls.incrementAndGet();
    CompletableFuture<Map<?, ?>> answer = new CompletableFuture<>();
    answers.put(id, answer);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    of.ifPresent(name -> message.put("sessionId", name));
    socket.sendText(JsonFile.text(message), true).join();
    return answer.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
  }

  /** Messages may come in pieces. */
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        take(JsonFile.parse(message.toString()));
        message.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      answers.values().forEach(answer -> answer.completeExceptionally(error));
    }

    private void take(Map<String, Object> received) {
      if (received.get("id") instanceof Number id) {
        CompletableFuture<Map<?, ?>> answer = answers.remove(id.intValue());
        if (received.get("result") instanceof Map<?, ?> result) {
          answer.complete(result);
        } else {
          answer.completeExceptionally(new IllegalStateException("Chromium: " + received));
        }
      } else {
        Optional.ofNullable(events.remove(String.valueOf(received.get("method"))))
            .ifPresent(event -> event.complete(null));
      }
    }
  }
}
