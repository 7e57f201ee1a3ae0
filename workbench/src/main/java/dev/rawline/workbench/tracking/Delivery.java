package dev.rawline.workbench.tracking;

import dev.rawline.data.file.CsvLine;
import dev.rawline.data.web.Address;
import dev.rawline.data.web.WebClient;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunTable;
import dev.rawline.workbench.tracking.DeliveryException.RetryAdvice;
import dev.rawline.workbench.tracking.OutboxStream.ServerRun;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import tools.jackson.databind.JsonNode;

/**
 * Entries of a stream → requests to the server, each of which may be repeated.
 *
 * <p>Every run has its key as a tag. A request to create a run that got no answer may have created
 * it, so runs with the key are searched for before and after, and all but the first are deleted.
 * Parameters, tags and metrics may be sent twice: a metric is identified by its name, step, time
 * and value.
 */
final class Delivery {
  /** The tag that holds the key of a run. */
  static final String KEY = "rawline.run";

  private static final int METRICS = 1000;
  private static final int PARAMETERS = 100;
  private static final int TAGS = 100;
  private static final int NAME = 250;
  private static final String DELETED = "deleted";

  private final OutboxStream stream;
  private final MlflowRequests requests;
  private final Consumer<String> notes;
  private final Map<String, String> experiments = new HashMap<>();
  private final Map<String, Tables> tables = new LinkedHashMap<>();
  private boolean reported;

  /**
   * Prepares to deliver a stream.
   *
   * @param notes receives what the user should know
   */
  Delivery(OutboxStream stream, MlflowRequests requests, Consumer<String> notes) {
    this.stream = stream;
    this.requests = requests;
    this.notes = notes;
  }

  /** The places of a run's rows in the journal, and whether the server lacks some of them. */
  private static final class Tables {
    private final Map<RunTable<?>, List<Long>> begins = new HashMap<>();
    private boolean open = true;
    private boolean fresh;
  }

  /**
   * Reads what an earlier process sent of this stream.
   *
   * @throws IOException if it cannot be read
   */
  void recall() throws IOException {
    for (Optional<OutboxStream.Pending> found = stream.line(0);
        found.isPresent() && found.get().line().begin() < stream.offset();
        found = stream.line(found.get().line().next())) {
      long begin = found.get().line().begin();
      found.get().entry().ifPresent(entry -> note(entry, begin));
    }
  }

  /**
   * Sends an entry.
   *
   * @param begin where it begins in the journal
   * @param again whether it may have been sent before
   * @throws DeliveryException if the server did not accept it
   * @throws IOException if a file of this machine cannot be read or written
   */
  void deliver(OutboxEntry entry, long begin, boolean again) throws DeliveryException, IOException {
    switch (entry) {
      case OutboxEntry.Begin one -> begin(one, again);
      case OutboxEntry.Parameters one -> parameters(run(one), one.values());
      case OutboxEntry.Metrics one -> metrics(run(one), one.time(), one.measured());
      case OutboxEntry.Tags one -> tags(run(one), one.values());
      case OutboxEntry.Artefact one -> {
        if (Files.exists(stream.copy(one.copy()))) {
          if (stream.isDamaged(one.copy())) {
            throw new DeliveryException(
                RetryAdvice.NEVER,
                "%s of a run is damaged: its copy %s is not what was copied"
                    .formatted(one.name(), stream.copy(one.copy())));
          }
          send(run(one), one.name(), stream.copy(one.copy()));
          Files.deleteIfExists(stream.copy(one.copy()));
        }
      }
      case OutboxEntry.Cells one -> metrics(run(one), one.time(), one.measured());
      case OutboxEntry.Predictions _, OutboxEntry.Tolerances _ -> {} // they are sent as a table
      case OutboxEntry.End one -> end(one);
    }
    note(entry, begin);
  }

  private void note(OutboxEntry entry, long begin) {
    Tables of = tables.computeIfAbsent(entry.run(), _ -> new Tables());
    if (entry instanceof OutboxEntry.Rows rows) {
      of.begins.computeIfAbsent(rows.table(), _ -> new ArrayList<>()).add(begin);
      of.fresh = true;
    } else if (entry instanceof OutboxEntry.End) {
      of.open = false;
      of.fresh = false;
    }
  }

  /**
   * Closes the runs that were not ended, at the end of the stream: their process is gone. Their
   * tables are sent, and the server shows them as killed.
   *
   * @param time the time of their end [ms since 1970]
   */
  void closeOpenRuns(long time) throws DeliveryException, IOException {
    for (Map.Entry<String, Tables> one : tables.entrySet()) {
      if (one.getValue().fresh) {
        tables(one.getKey(), one.getValue());
        one.getValue().fresh = false;
      }
      if (one.getValue().open) {
        Optional<ServerRun> run = stream.run(one.getKey());
        if (run.isPresent()) {
          terminate(run.get(), RunState.STOPPED, time);
        }
        one.getValue().open = false;
      }
    }
  }

  private ServerRun run(OutboxEntry entry) throws DeliveryException {
    return stream
        .run(entry.run())
        .orElseThrow(
            () ->
                new DeliveryException(
                    RetryAdvice.NEVER, "its run could not be created on " + requests.server()));
  }

  private void begin(OutboxEntry.Begin begin, boolean again) throws DeliveryException, IOException {
    String experiment = experiment(begin.experiment());
    List<CreatedRun> found = again ? ofKey(experiment, begin.run()) : List.of();
    if (found.isEmpty()) {
      requests.post("runs/create", request(begin, experiment));
      found = ofKey(experiment, begin.run());
    }
    if (found.isEmpty()) {
      throw new DeliveryException(
          RetryAdvice.LATER, requests.server() + " does not find the run that it has just created");
    }
    CreatedRun first = found.getFirst();
    stream.created(new ServerRun(begin.run(), first.id(), experiment, first.artefacts()));
    deleteOthers(found, first.id());
  }

  /** A run that the server has. */
  private record CreatedRun(String id, long start, String artefacts) {
    static CreatedRun of(JsonNode run) {
      JsonNode info = run.path("info");
      return new CreatedRun(
          info.path("run_id").asString(""),
          info.path("start_time").asLong(0),
          info.path("artifact_uri").asString(""));
    }
  }

  /** Returns the runs that were created for a key, the first one first. */
  private List<CreatedRun> ofKey(String experiment, String key) throws DeliveryException {
    JsonNode answer =
        requests.post(
            "runs/search",
            Map.of(
                "experiment_ids",
                List.of(experiment),
                "filter",
                "tags.%s = '%s'".formatted(KEY, key),
                "run_view_type",
                "ACTIVE_ONLY",
                "max_results",
                TAGS));
    return answer
        .path("runs")
        .valueStream()
        .map(CreatedRun::of)
        .sorted(Comparator.comparingLong(CreatedRun::start).thenComparing(CreatedRun::id))
        .toList();
  }

  private void deleteOthers(List<CreatedRun> runs, String kept) throws DeliveryException {
    for (CreatedRun run : runs) {
      if (!run.id().equals(kept)) {
        requests.post("runs/delete", Map.of("run_id", run.id()));
      }
    }
  }

  private String experiment(String name) throws DeliveryException {
    String known = experiments.get(name);
    if (known != null) {
      return known;
    }
    Optional<JsonNode> found = named(name);
    if (found.isEmpty()) {
      try {
        requests.post("experiments/create", Map.of("name", name));
      } catch (DeliveryException e) {
        // Another process may have created it meanwhile, or this one, without receiving the answer.
        found = named(name);
        if (found.isEmpty()) {
          throw e;
        }
      }
      found = named(name);
    }
    JsonNode experiment =
        found.orElseThrow(
            () ->
                new DeliveryException(
                    RetryAdvice.LATER,
                    "%s does not find the experiment '%s' that it has just created"
                        .formatted(requests.server(), name)));
    String id = experiment.path("experiment_id").asString("");
    if (experiment.path("lifecycle_stage").asString("").equals(DELETED)) {
      throw new DeliveryException(
          RetryAdvice.BLOCKED,
          "the experiment '%s' (%s) was deleted on %s: restore it there (mlflow experiments restore --experiment-id %s), or give the experiment another name"
              .formatted(name, id, requests.server(), id));
    }
    experiments.put(name, id);
    return id;
  }

  private Optional<JsonNode> named(String experiment) throws DeliveryException {
    return requests
        .find("experiments/get-by-name?experiment_name=" + WebClient.encoded(experiment))
        .map(answer -> answer.path("experiment"));
  }

  private Map<String, ?> request(OutboxEntry.Begin begin, String experiment) {
    RunStart start = begin.start();
    SequencedMap<String, String> tags = new LinkedHashMap<>();
    tags.put(KEY, begin.run());
    tags.put("mlflow.runName", MlflowNames.fitting(start.name(), NAME));
    tags.put("mlflow.user", user());
    tags.put("mlflow.source.name", "rawline " + start.command());
    tags.put("mlflow.source.type", "LOCAL");
    stream.run(begin.parent()).ifPresent(parent -> tags.put("mlflow.parentRunId", parent.id()));
    tags.putAll(origin(start));
    return Map.of(
        "experiment_id",
        experiment,
        "user_id",
        user(),
        "run_name",
        MlflowNames.fitting(start.name(), NAME),
        "start_time",
        begin.time(),
        "tags",
        pairs(tags));
  }

  /** Returns the origin of a run as tags. */
  private static SequencedMap<String, String> origin(RunStart start) {
    RunOrigin origin = start.origin();
    SequencedMap<String, String> tags = new LinkedHashMap<>();
    tags.put("mlflow.source.git.commit", origin.commit());
    tags.put("rawline.command", start.command());
    tags.put("rawline.name", start.name());
    tags.put("rawline.plan", origin.plan());
    tags.put("rawline.commit", origin.commit());
    tags.put("rawline.data", origin.data());
    tags.put(
        "rawline.seeds",
        origin.seeds().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    tags.put("rawline.machine", origin.machine());
    origin.versions().forEach((name, version) -> tags.put("rawline.version." + name, version));
    return tags;
  }

  private static String user() {
    return System.getProperty("user.name", "unknown");
  }

  private static List<Map<String, Object>> pairs(Map<String, String> tags) {
    List<Map<String, Object>> pairs = new ArrayList<>();
    tags.forEach(
        (name, value) -> pairs.add(pair(name, MlflowNames.fitting(value, MlflowNames.TAG))));
    return pairs;
  }

  private static Map<String, Object> pair(String name, String value) {
    return Map.of("key", MlflowNames.name(name), "value", value);
  }

  private void parameters(ServerRun run, Map<String, String> values) throws DeliveryException {
    List<Map<String, Object>> parameters = new ArrayList<>();
    SequencedMap<String, String> cut = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          parameters.add(pair(name, MlflowNames.fitting(value, MlflowNames.PARAMETER)));
          if (value.length() > MlflowNames.PARAMETER) {
            cut.put(
                "rawline.cut." + name,
                "the value has %d characters: only the first %d are sent"
                    .formatted(value.length(), MlflowNames.PARAMETER - 1));
          }
        });
    log(run, "params", parameters, PARAMETERS);
    tags(run, cut);
  }

  private void tags(ServerRun run, Map<String, String> values) throws DeliveryException {
    log(run, "tags", pairs(values), TAGS);
  }

  private void metrics(ServerRun run, long time, List<Measured> measured) throws DeliveryException {
    List<Map<String, Object>> metrics =
        measured.stream()
            .map(
                one ->
                    Map.<String, Object>of(
                        "key",
                        MlflowNames.name(one.name()),
                        "value",
                        Double.isFinite(one.value()) ? one.value() : String.valueOf(one.value()),
                        "timestamp",
                        time,
                        "step",
                        one.step()))
            .toList();
    log(run, "metrics", metrics, METRICS);
  }

  private void log(ServerRun run, String kind, List<Map<String, Object>> all, int most)
      throws DeliveryException {
    for (List<Map<String, Object>> some : parts(all, most)) {
      requests.post("runs/log-batch", Map.of("run_id", run.id(), kind, some));
    }
  }

  private static <T> List<List<T>> parts(List<T> all, int most) {
    return all.stream().gather(Gatherers.windowFixed(most)).toList();
  }

  private void end(OutboxEntry.End end) throws DeliveryException, IOException {
    ServerRun run = run(end);
    Tables of = tables.get(end.run());
    if (of != null && of.fresh) {
      tables(end.run(), of);
    }
    // A request that was given up may have created a run after all.
    deleteOthers(ofKey(run.experiment(), end.run()), run.id());
    terminate(run, end.state(), end.time());
  }

  private void terminate(ServerRun run, RunState state, long time) throws DeliveryException {
    String status =
        switch (state) {
          case RUNNING -> "RUNNING";
          case FINISHED -> "FINISHED";
          case STOPPED -> "KILLED";
          case FAILED -> "FAILED";
        };
    requests.post("runs/update", Map.of("run_id", run.id(), "status", status, "end_time", time));
  }

  /** Sends the tables of a run, made of all its rows in the journal. */
  private void tables(String key, Tables of) throws DeliveryException, IOException {
    Optional<ServerRun> run = stream.run(key);
    if (run.isPresent()) {
      for (RunTable<?> table : List.of(RunTable.CELLS, RunTable.PREDICTIONS, RunTable.TOLERANCES)) {
        table(run.get(), table, of.begins.getOrDefault(table, List.of()));
      }
    }
  }

  private void table(ServerRun run, RunTable<?> table, List<Long> begins)
      throws DeliveryException, IOException {
    if (begins.isEmpty()) {
      return;
    }
    Path file = stream.copy(table.file());
    try {
      try (BufferedWriter writer = Files.newBufferedWriter(file)) {
        writer.write(table.head() + "\n");
        for (long begin : begins) {
          if (stream.line(begin).orElseThrow().entry().orElseThrow()
              instanceof OutboxEntry.Rows entry) {
            for (List<String> row : entry.rows()) {
              writer.write(CsvLine.of(row) + "\n");
            }
          }
        }
      }
      send(run, table.file(), file);
    } catch (DeliveryException e) {
      if (e.outlook() != RetryAdvice.NEVER) {
        throw e;
      }
      // The run ends all the same: the book has its rows.
      notes.accept("%s of a run is left out: %s".formatted(table.file(), e.getMessage()));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Sends a file of a run, or reports why the server cannot have it.
   *
   * @throws DeliveryException if the server did not accept it
   * @throws IOException if the file cannot be read
   */
  private void send(ServerRun run, String name, Path file) throws DeliveryException, IOException {
    switch (ArtefactLocation.of(run.artefacts(), requests.server())) {
      case ArtefactLocation.ArtefactProxy served -> requests.put(served.of(name), file);
      // A server in a container has an address of this machine, but its own folders.
      case ArtefactLocation.Folder(Path folder) when !isHere(folder) ->
          leaveOut(folder + ", which is not on this machine");
      case ArtefactLocation.Folder(Path folder) -> copy(file, folder.resolve(name).normalize());
      case ArtefactLocation.ExternalStore(Address address) ->
          leaveOut(address + ", which accepts nothing by HTTP");
    }
  }

  /** Root, experiment, run, artifacts: a server with a database creates only the root itself. */
  private static boolean isHere(Path folder) {
    Path root = folder.resolve("../../..").normalize();
    return Files.isDirectory(folder) || Files.isDirectory(root);
  }

  private void copy(Path file, Path target) throws DeliveryException {
    try {
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DeliveryException(
          RetryAdvice.NEVER,
          "%s keeps files in a folder of this machine, but %s cannot be written (%s)"
              .formatted(requests.server(), target, e),
          e);
    }
  }

  private void leaveOut(String where) {
    if (!reported) {
      reported = true;
      notes.accept(
          "artefacts are not sent to %s: it stores them in %s; start it with mlflow server --serve-artifacts; the lab book keeps them"
              .formatted(requests.server(), where));
    }
  }
}
