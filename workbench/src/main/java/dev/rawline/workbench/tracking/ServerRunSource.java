package dev.rawline.workbench.tracking;

import dev.rawline.data.file.JsonFile;
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
import java.util.function.Function;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.Page;

/** Runs of an MLflow tracking server. */
final class ServerRunSource implements RunSource {
  private static final int PAGE = 1000;

  private final TrackingServer server;
  private final MlflowRequests requests;
  private final DeliveryTiming timing;
  private Optional<List<Experiment>> known = Optional.empty();

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
    return known.get().stream().map(Experiment::getName).toList();
  }

  private List<Experiment> all() throws IOException {
    return items(
        client -> client.searchExperiments("", ViewType.ACTIVE_ONLY, PAGE, List.of(), null));
  }

  /** Returns the items of all pages. */
  private <T> List<T> items(Function<MlflowClient, Page<T>> first) throws IOException {
    List<T> items = new ArrayList<>();
    Page<T> page = ask(first);
    page.getItems().forEach(items::add);
    while (page.getNextPageToken().filter(next -> !next.isEmpty()).isPresent()) {
      Page<T> before = page;
      page = ask(_ -> before.getNextPage());
      page.getItems().forEach(items::add);
    }
    return items;
  }

  @Override
  public List<MlflowRun> runs(String experiment) throws IOException {
    if (known.isEmpty()) {
      known = Optional.of(all());
    }
    List<String> ids =
        known.get().stream()
            .filter(one -> one.getName().equals(experiment))
            .map(Experiment::getExperimentId)
            .toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    return items(client -> client.searchRuns(ids, "", ViewType.ACTIVE_ONLY, PAGE, List.of(), null))
        .stream()
        .map(run -> run(run, experiment))
        .sorted(Comparator.comparingLong(MlflowRun::start).thenComparing(MlflowRun::id))
        .toList();
  }

  private static MlflowRun run(Run run, String experiment) {
    RunInfo info = run.getInfo();
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    run.getData().getParamsList().forEach(one -> parameters.put(one.getKey(), one.getValue()));
    SequencedMap<String, String> tags = new LinkedHashMap<>();
    run.getData().getTagsList().forEach(one -> tags.put(one.getKey(), one.getValue()));
    return new MlflowRun(
        info.getRunId(),
        experiment,
        info.getRunName().isEmpty()
            ? tags.getOrDefault("mlflow.runName", info.getRunId())
            : info.getRunName(),
        state(info.getStatus()),
        info.getStartTime(),
        Optional.of(info.getEndTime()).filter(end -> end > 0),
        parameters,
        tags,
        run.getData().getMetricsList().stream().map(Metric::getKey).distinct().toList(),
        info.getArtifactUri());
  }

  private static RunState state(RunStatus status) {
    return switch (status) {
      case RUNNING, SCHEDULED -> RunState.RUNNING;
      case FINISHED -> RunState.FINISHED;
      case FAILED -> RunState.FAILED;
      case KILLED -> RunState.STOPPED;
    };
  }

  @Override
  public List<Point> points(MlflowRun run, String metric) throws IOException {
    return ask(client -> client.getMetricHistory(run.id(), metric)).stream()
        .map(one -> new Point(one.getStep(), one.getTimestamp(), one.getValue()))
        .toList();
  }

  @Override
  public List<File> files(MlflowRun run) throws IOException {
    List<File> files = new ArrayList<>();
    list(run, "", files);
    return files;
  }

  private void list(MlflowRun run, String folder, List<File> files) throws IOException {
    String token = "";
    do {
      String request =
          "artifacts/list?run_id="
              + WebClient.encoded(run.id())
              + (folder.isEmpty() ? "" : "&path=" + WebClient.encoded(folder))
              + (token.isEmpty() ? "" : "&page_token=" + WebClient.encoded(token));
      Map<String, Object> answer = JsonFile.parse(ask(client -> client.sendGet(request)));
      if (answer.get("files") instanceof List<?> listed) {
        for (Object one : listed) {
          if (one instanceof Map<?, ?> file && file.get("path") instanceof String path) {
            if (Boolean.TRUE.equals(file.get("is_dir"))) {
              list(run, path, files);
            } else {
              files.add(new File(path, size(file.get("file_size"))));
            }
          }
        }
      }
      token = answer.get("next_page_token") instanceof String next ? next : "";
    } while (!token.isEmpty());
  }

  /** JSON holds whole numbers of 64 bits as texts. */
  private static long size(Object value) {
    return switch (value) {
      case Number number -> number.longValue();
      case String text when text.matches("\\d{1,18}") -> Long.parseLong(text);
      case null, default -> 0;
    };
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

  private <T> T ask(Function<MlflowClient, T> question) throws IOException {
    return retry(() -> requests.ask(question));
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
