package dev.rawline.workbench.tracking;

import dev.rawline.data.web.WebClient;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.tracking.DeliveryException.RetryAdvice;
import dev.rawline.workbench.tracking.MlflowRun.Point;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/** Runs of an MLflow tracking server. */
final class ServerRunSource implements RunSource {
  private static final int PAGE = 1000;

  private final TrackingServer server;
  private final MlflowRequests requests;
  private final DeliveryTiming timing;
  private Optional<List<JsonNode>> known = Optional.empty();

  ServerRunSource(TrackingServer server, DeliveryTiming timing) {
    this.server = server;
    this.requests = new MlflowRequests(server, timing.answer());
    this.timing = timing;
  }

  /** A request. */
  private interface Question<T> {
    T ask() throws DeliveryException, IOException;
  }

  @Override
  public String name() {
    return server.toString();
  }

  @Override
  public List<String> experiments() throws IOException {
    known = Optional.of(all());
    return known.get().stream().map(one -> one.path("name").asString("")).toList();
  }

  private List<JsonNode> all() throws IOException {
    return items("experiments", Map.of("view_type", "ACTIVE_ONLY"));
  }

  /**
   * Returns the items of all pages of a search.
   *
   * @param what what is searched: experiments or runs
   */
  private List<JsonNode> items(String what, Map<String, ?> values) throws IOException {
    List<JsonNode> items = new ArrayList<>();
    String token = "";
    do {
      Map<String, Object> request = new LinkedHashMap<>(values);
      request.put("max_results", PAGE);
      if (!token.isEmpty()) {
        request.put("page_token", token);
      }
      JsonNode page = retry(() -> requests.post(what + "/search", request));
      page.path(what).forEach(items::add);
      token = page.path("next_page_token").asString("");
    } while (!token.isEmpty());
    return items;
  }

  @Override
  public List<MlflowRun> runs(String experiment) throws IOException {
    if (known.isEmpty()) {
      known = Optional.of(all());
    }
    List<String> ids =
        known.get().stream()
            .filter(one -> one.path("name").asString("").equals(experiment))
            .map(one -> one.path("experiment_id").asString(""))
            .toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    return items("runs", Map.of("experiment_ids", ids, "run_view_type", "ACTIVE_ONLY")).stream()
        .map(run -> run(run, experiment))
        .sorted(Comparator.comparingLong(MlflowRun::start).thenComparing(MlflowRun::id))
        .toList();
  }

  private static MlflowRun run(JsonNode run, String experiment) {
    JsonNode info = run.path("info");
    JsonNode data = run.path("data");
    SequencedMap<String, String> tags = pairs(data.path("tags"));
    String id = info.path("run_id").asString("");
    String name = info.path("run_name").asString("");
    return new MlflowRun(
        id,
        experiment,
        name.isEmpty() ? tags.getOrDefault("mlflow.runName", id) : name,
        state(info.path("status").asString("")),
        info.path("start_time").asLong(0),
        Optional.of(info.path("end_time").asLong(0)).filter(end -> end > 0),
        pairs(data.path("params")),
        tags,
        data.path("metrics")
            .valueStream()
            .map(metric -> metric.path("key").asString(""))
            .distinct()
            .toList(),
        info.path("artifact_uri").asString(""));
  }

  private static SequencedMap<String, String> pairs(JsonNode list) {
    SequencedMap<String, String> pairs = new LinkedHashMap<>();
    list.forEach(one -> pairs.put(one.path("key").asString(""), one.path("value").asString("")));
    return pairs;
  }

  private static RunState state(String status) {
    return switch (status) {
      case "FINISHED" -> RunState.FINISHED;
      case "FAILED" -> RunState.FAILED;
      case "KILLED" -> RunState.STOPPED;
      default -> RunState.RUNNING; // or scheduled
    };
  }

  @Override
  public List<Point> points(MlflowRun run, String metric) throws IOException {
    List<Point> points = new ArrayList<>();
    for (JsonNode page :
        pages(
            "metrics/get-history?run_id=%s&metric_key=%s"
                .formatted(WebClient.encoded(run.id()), WebClient.encoded(metric)))) {
      for (JsonNode one : page.path("metrics")) {
        points.add(
            new Point(
                one.path("step").asLong(0),
                one.path("timestamp").asLong(0),
                number(one.path("value"))));
      }
    }
    return points;
  }

  /** NaN and the infinities are texts in JSON. */
  private static double number(JsonNode value) {
    return value.isString() ? Double.parseDouble(value.asString("")) : value.asDouble(0);
  }

  /** Returns the answers to a request, page by page. */
  private List<JsonNode> pages(String query) throws IOException {
    List<JsonNode> pages = new ArrayList<>();
    String token = "";
    do {
      String next = query + (token.isEmpty() ? "" : "&page_token=" + WebClient.encoded(token));
      pages.add(retry(() -> requests.get(next)));
      token = pages.getLast().path("next_page_token").asString("");
    } while (!token.isEmpty());
    return pages;
  }

  @Override
  public List<File> files(MlflowRun run) throws IOException {
    List<File> files = new ArrayList<>();
    list(run, "", files);
    return files;
  }

  private void list(MlflowRun run, String folder, List<File> files) throws IOException {
    String query =
        "artifacts/list?run_id="
            + WebClient.encoded(run.id())
            + (folder.isEmpty() ? "" : "&path=" + WebClient.encoded(folder));
    for (JsonNode page : pages(query)) {
      for (JsonNode file : page.path("files")) {
        String path = file.path("path").asString("");
        if (file.path("is_dir").asBoolean(false)) {
          list(run, path, files);
        } else {
          // JSON holds whole numbers of 64 bits as texts.
          files.add(new File(path, file.path("file_size").asLong(0)));
        }
      }
    }
  }

  @Override
  public void fetch(MlflowRun run, File file, Path to) throws IOException {
    switch (ArtefactLocation.of(run.artefacts(), server)) {
      case ArtefactLocation.ArtefactProxy served -> get(served.of(file.name()), file, to);
      case ArtefactLocation.Folder(Path folder) -> {
        Path there = folder.resolve(file.name());
        if (Files.isRegularFile(there)) {
          Files.copy(there, to, StandardCopyOption.REPLACE_EXISTING);
        } else {
          fetchFromServer(run, file, to);
        }
      }
      case ArtefactLocation.ExternalStore _ -> fetchFromServer(run, file, to);
    }
  }

  /** The server's own page serves files wherever it stores them. */
  private void fetchFromServer(MlflowRun run, File file, Path to) throws IOException {
    get(
        URI.create(
            "%s/get-artifact?path=%s&run_uuid=%s"
                .formatted(server, WebClient.encoded(file.name()), WebClient.encoded(run.id()))),
        file,
        to);
  }

  private void get(URI address, File file, Path to) throws IOException {
    retry(
        () -> {
          requests.get(address, file.bytes(), to);
          return to;
        });
  }

  /** Repeats a request until there is an answer, or the server has failed for the longest wait. */
  private <T> T retry(Question<T> question) throws IOException {
    long begin = System.nanoTime();
    for (int failures = 1; ; failures++) {
      try {
        return question.ask();
      } catch (DeliveryException e) {
        if (e.outlook() != RetryAdvice.LATER
            || System.nanoTime() - begin > timing.end().toNanos()) {
          throw new IOException(e.getMessage(), e);
        }
        try {
          Thread.sleep(timing.retry().pause(failures));
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", stop);
        }
      }
    }
  }

  @Override
  public void close() {
    requests.close();
  }
}
