package dev.rawline.workbench.tracking;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rawline.imaging.random.RandomStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small tracking server with MLflow's documented REST protocol. It checks requests (fields,
 * types, names, lengths, limits, that parameters do not change and parents exist), and fails in
 * some of them by a seeded draw, before or after the work.
 */
final class StrictTrackingServer implements AutoCloseable {
  private static final Pattern NAME =
      Pattern.compile("[/\\w.\\- ]{1,250}", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern FILTER = Pattern.compile("tags\\.([\\w.]+) = '([^']*)'");
  private static final String API = "/api/2.0/mlflow/";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final int LARGEST = 1_000_000;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final Failures failures;
  private final Map<String, TestExperiment> experiments = new LinkedHashMap<>();
  private final Map<String, TestRun> runs = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Integer> requests = new TreeMap<>();
  private String artefactRoot = "mlflow-artifacts:/";
  private String authorization = "";
  private boolean down;
  private boolean takesFiles = true;
  private int pageSize = Integer.MAX_VALUE;
  private volatile Runnable beforeFiles = () -> {};

  private StrictTrackingServer(HttpServer server, Failures failures) {
    this.server = server;
    this.failures = failures;
  }

  /** An experiment. */
  static final class TestExperiment {
    final String id;
    final String name;
    boolean deleted;

    TestExperiment(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  /** A value of a metric. */
  record Point(long step, long time, double value) {}

  /** A run. */
  static final class TestRun {
    final String id;
    final String experiment;
    final String name;
    final String artefacts;
    final long start;
    final Map<String, String> params = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, Set<Point>> metrics = new TreeMap<>();
    String status = "RUNNING";
    long end;
    boolean deleted;

    TestRun(String id, String experiment, String name, String artefacts, long start) {
      this.id = id;
      this.experiment = experiment;
      this.name = name;
      this.artefacts = artefacts;
      this.start = start;
    }
  }

  /** How often it fails, and how. */
  static final class Failures {
    private final RandomStream random;
    private final double rate;

    Failures(long seed, double rate) {
      this.random = new RandomStream(seed);
      this.rate = rate;
    }

    static Failures none() {
      return new Failures(0, 0);
    }

    private synchronized Failure next() {
      if (random.nextUniform() >= rate) {
        return Failure.NONE;
      }
      Failure[] all = Failure.values();
      return all[1 + (int) (random.nextUniform() * (all.length - 1))];
    }
  }

  private enum Failure {
    NONE,
    DROPPED_BEFORE,
    DROPPED_AFTER,
    ERROR_BEFORE,
    ERROR_AFTER,
    UNAVAILABLE,
    SLOW
  }

  /** A rejection by MLflow. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  static StrictTrackingServer start(Failures failures) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StrictTrackingServer server = new StrictTrackingServer(http, failures);
    http.createContext("/", server::handle);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
    return server;
  }

  TrackingServer address() {
    return TrackingServer.of("http://localhost:" + port(), Map.of());
  }

  int port() {
    return server.getAddress().getPort();
  }

  synchronized void goDown(boolean now) {
    down = now;
  }

  synchronized void takeFiles(boolean now) {
    takesFiles = now;
  }

  /** Sets what happens before a file is taken. */
  void beforeFiles(Runnable first) {
    beforeFiles = first;
  }

  synchronized void keepFilesIn(String root) {
    artefactRoot = root;
  }

  synchronized void askFor(String wanted) {
    authorization = wanted;
  }

  synchronized void pages(int size) {
    pageSize = size;
  }

  synchronized void delete(String experiment) {
    experiments.values().stream()
        .filter(one -> one.name.equals(experiment))
        .forEach(one -> one.deleted = true);
  }

  synchronized void restore(String experiment) {
    experiments.values().stream()
        .filter(one -> one.name.equals(experiment))
        .forEach(one -> one.deleted = false);
  }

  synchronized void addExperiment(String name) {
    String id = String.valueOf(experiments.size() + 1);
    experiments.put(id, new TestExperiment(id, name));
  }

  /** Returns the requests that the protocol forbids. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** Returns the runs that are not deleted. */
  synchronized List<TestRun> runs() {
    return runs.values().stream().filter(run -> !run.deleted).toList();
  }

  synchronized TestRun run(String name) {
    List<TestRun> found = runs().stream().filter(run -> run.name.equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " runs are called " + name);
    }
    return found.getFirst();
  }

  synchronized int requests(String what) {
    return requests.getOrDefault(what, 0);
  }

  synchronized String experimentOf(TestRun run) {
    return experiments.get(run.experiment).name;
  }

  /** Returns a file of a run. */
  byte[] file(TestRun run, String name) {
    return files.get(run.experiment + "/" + run.id + "/artifacts/" + name);
  }

  void putFile(TestRun run, String name, byte[] content) {
    files.put(run.experiment + "/" + run.id + "/artifacts/" + name, content);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Failure failure;
    boolean sendsFile =
        exchange.getRequestMethod().equals("PUT")
            && exchange.getRequestURI().getRawPath().startsWith(FILES);
    if (sendsFile) {
      beforeFiles.run();
    }
    synchronized (this) {
      failure = down || (sendsFile && !takesFiles) ? Failure.UNAVAILABLE : failures.next();
    }
    try (exchange) {
      switch (failure) {
        case DROPPED_BEFORE -> {}
        case ERROR_BEFORE -> answer(exchange, 500, "{}".getBytes(StandardCharsets.UTF_8));
        case UNAVAILABLE -> answer(exchange, 503, "{}".getBytes(StandardCharsets.UTF_8));
        case DROPPED_AFTER -> work(exchange, body);
        case ERROR_AFTER -> {
          work(exchange, body);
          answer(exchange, 500, "{}".getBytes(StandardCharsets.UTF_8));
        }
        case SLOW -> {
          Answer made = work(exchange, body);
          Thread.sleep(40);
          answer(exchange, made.status(), made.body());
        }
        case NONE -> {
          Answer made = work(exchange, body);
          answer(exchange, made.status(), made.body());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // it is sent, and compared with nothing
  private record Answer(int status, byte[] body) {}

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private synchronized Answer work(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    requests.merge(exchange.getRequestMethod() + " " + path.replace(API, ""), 1, Integer::sum);
    try {
      if (!authorization.isEmpty()
          && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        return new Answer(401, "You are not authenticated".getBytes(StandardCharsets.UTF_8));
      }
      if (path.startsWith(FILES)) {
        return file(exchange.getRequestMethod(), decoded(path.substring(FILES.length())), body);
      }
      if (!path.startsWith(API)) {
        throw new Refusal(404, "ENDPOINT_NOT_FOUND", path);
      }
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      JsonNode request = body.length == 0 ? json.createObjectNode() : json.readTree(body);
      if (body.length > LARGEST) {
        throw violation("a request has %d bytes".formatted(body.length));
      }
      String endpoint = exchange.getRequestMethod() + " " + path.substring(API.length());
      return new Answer(200, json.writeValueAsBytes(answer(endpoint, query, request)));
    } catch (Refusal e) {
      ObjectNode answer = json.createObjectNode();
      answer.put("error_code", e.code);
      answer.put("message", e.getMessage());
      return new Answer(e.status, json.writeValueAsBytes(answer));
    }
  }

  private ObjectNode answer(String endpoint, Map<String, String> query, JsonNode request)
      throws Refusal {
    return switch (endpoint) {
      case "GET experiments/get-by-name" -> experimentByName(query);
      case "POST experiments/create" -> createExperiment(request);
      case "POST experiments/search" -> searchExperiments(request);
      case "POST runs/create" -> createRun(request);
      case "POST runs/search" -> searchRuns(request);
      case "POST runs/log-batch" -> logBatch(request);
      case "POST runs/update" -> update(request);
      case "POST runs/delete" -> deleteRun(request);
      case "GET metrics/get-history" -> history(query);
      case "GET artifacts/list" -> list(query);
      default -> throw new Refusal(404, "ENDPOINT_NOT_FOUND", API + endpoint.split(" ", 2)[1]);
    };
  }

  private Answer file(String method, String name, byte[] body) throws Refusal {
    if (List.of(name.split("/", -1)).contains("..") || name.startsWith("/")) {
      throw violation("the name of a file is " + name);
    }
    if (method.equals("PUT")) {
      files.put(name, body);
      return new Answer(200, "{}".getBytes(StandardCharsets.UTF_8));
    }
    byte[] found = files.get(name);
    if (found == null) {
      throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", name);
    }
    return new Answer(200, found);
  }

  private Refusal violation(String what) {
    violations.add(what);
    return new Refusal(400, "INVALID_PARAMETER_VALUE", what);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String part : text == null ? List.<String>of() : List.of(text.split("&", -1))) {
      int equals = part.indexOf('=');
      query.put(
          part.substring(0, equals),
          URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  private void requireFields(JsonNode request, String... known) throws Refusal {
    Set<String> unknown = new LinkedHashSet<>();
    unknown.addAll(request.propertyNames());
    unknown.removeAll(List.of(known));
    if (!unknown.isEmpty()) {
      throw violation("unknown fields " + unknown);
    }
  }

  private String text(JsonNode request, String field) throws Refusal {
    if (!request.path(field).isString()) {
      throw violation("%s is %s: expected a text".formatted(field, request.path(field)));
    }
    return request.path(field).asString("");
  }

  /** Returns a whole number of 64 bits, which is a text in JSON. */
  private long whole(JsonNode request, String field) throws Refusal {
    JsonNode value = request.path(field);
    if (value.isString() && value.asString("").matches("-?\\d+")) {
      return Long.parseLong(value.asString(""));
    }
    if (value.isIntegralNumber()) {
      return value.asLong(0);
    }
    throw violation("%s is %s: expected a whole number".formatted(field, value));
  }

  private double number(JsonNode request, String field) throws Refusal {
    JsonNode value = request.path(field);
    if (value.isNumber()) {
      return value.asDouble();
    }
    if (value.isString() && List.of("NaN", "Infinity", "-Infinity").contains(value.asString(""))) {
      return Double.parseDouble(value.asString(""));
    }
    throw violation("%s is %s: expected a number".formatted(field, value));
  }

  private String name(JsonNode request) throws Refusal {
    String name = text(request, "key");
    boolean shortest =
        List.of(name.split("/", -1)).stream()
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (!NAME.matcher(name).matches() || !shortest) {
      throw violation("the name '%s'".formatted(name));
    }
    return name;
  }

  private ObjectNode experimentByName(Map<String, String> query) throws Refusal {
    String name = query.get("experiment_name");
    for (TestExperiment one : experiments.values()) {
      if (one.name.equals(name)) {
        ObjectNode answer = json.createObjectNode();
        answer.set("experiment", json(one));
        return answer;
      }
    }
    throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no experiment " + name);
  }

  private ObjectNode json(TestExperiment one) {
    ObjectNode object = json.createObjectNode();
    object.put("experiment_id", one.id);
    object.put("name", one.name);
    object.put("lifecycle_stage", one.deleted ? "deleted" : "active");
    return object;
  }

  private ObjectNode createExperiment(JsonNode request) throws Refusal {
    requireFields(request, "name", "artifact_location", "tags");
    String name = text(request, "name");
    if (experiments.values().stream().anyMatch(one -> one.name.equals(name))) {
      throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", "there is an experiment " + name);
    }
    addExperiment(name);
    ObjectNode answer = json.createObjectNode();
    answer.put("experiment_id", String.valueOf(experiments.size()));
    return answer;
  }

  private ObjectNode searchExperiments(JsonNode request) throws Refusal {
    requireFields(request, "max_results", "page_token", "filter", "order_by", "view_type");
    List<TestExperiment> found = experiments.values().stream().filter(one -> !one.deleted).toList();
    ObjectNode answer = json.createObjectNode();
    ArrayNode list = answer.putArray("experiments");
    page(request, found, answer).forEach(one -> list.add(json(one)));
    return answer;
  }

  private <T> List<T> page(JsonNode request, List<T> all, ObjectNode answer) {
    int from =
        request.path("page_token").asString("").isEmpty() ? 0 : request.path("page_token").asInt(0);
    int most = Math.min(pageSize, request.path("max_results").asInt(1000));
    int to = (int) Math.min(all.size(), (long) from + most);
    if (to < all.size()) {
      answer.put("next_page_token", String.valueOf(to));
    }
    return all.subList(from, to);
  }

  private ObjectNode createRun(JsonNode request) throws Refusal {
    requireFields(request, "experiment_id", "user_id", "run_name", "start_time", "tags");
    TestExperiment experiment = experiments.get(text(request, "experiment_id"));
    if (experiment == null || experiment.deleted) {
      throw violation("a run of an experiment that there is not");
    }
    String id = String.format("%032x", runs.size() + 1);
    TestRun run =
        new TestRun(
            id,
            experiment.id,
            text(request, "run_name"),
            "%s%s/%s/artifacts".formatted(artefactRoot, experiment.id, id),
            whole(request, "start_time"));
    for (JsonNode tag : request.path("tags")) {
      putTag(run, tag);
    }
    String parent = run.tags.get("mlflow.parentRunId");
    if (parent != null && (!runs.containsKey(parent) || runs.get(parent).deleted)) {
      throw violation("a run of a parent that there is not");
    }
    runs.put(id, run);
    ObjectNode answer = json.createObjectNode();
    answer.set("run", json(run));
    return answer;
  }

  private ObjectNode json(TestRun run) {
    ObjectNode object = json.createObjectNode();
    ObjectNode info = object.putObject("info");
    info.put("run_id", run.id);
    info.put("run_uuid", run.id);
    info.put("run_name", run.name);
    info.put("experiment_id", run.experiment);
    info.put("status", run.status);
    info.put("start_time", run.start);
    if (run.end > 0) {
      info.put("end_time", run.end);
    }
    info.put("artifact_uri", run.artefacts);
    info.put("lifecycle_stage", run.deleted ? "deleted" : "active");
    ObjectNode data = object.putObject("data");
    ArrayNode metrics = data.putArray("metrics");
    run.metrics.forEach((key, points) -> metrics.add(json(key, List.copyOf(points).getLast())));
    ArrayNode params = data.putArray("params");
    run.params.forEach((key, value) -> params.addObject().put("key", key).put("value", value));
    ArrayNode tags = data.putArray("tags");
    run.tags.forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
    return object;
  }

  private ObjectNode json(String key, Point point) {
    ObjectNode object = json.createObjectNode();
    object.put("key", key);
    if (Double.isFinite(point.value())) {
      object.put("value", point.value());
    } else {
      object.put("value", String.valueOf(point.value()));
    }
    object.put("timestamp", point.time());
    object.put("step", point.step());
    return object;
  }

  private ObjectNode searchRuns(JsonNode request) throws Refusal {
    requireFields(
        request,
        "experiment_ids",
        "filter",
        "run_view_type",
        "max_results",
        "order_by",
        "page_token");
    Set<String> wanted = new LinkedHashSet<>();
    request.path("experiment_ids").forEach(id -> wanted.add(id.asString("")));
    String filter = request.path("filter").asString("");
    Matcher tag = FILTER.matcher(filter);
    if (!filter.isEmpty() && !tag.matches()) {
      throw violation("the filter " + filter);
    }
    List<TestRun> found =
        runs.values().stream()
            .filter(run -> !run.deleted && wanted.contains(run.experiment))
            .filter(run -> filter.isEmpty() || tag.group(2).equals(run.tags.get(tag.group(1))))
            .toList();
    ObjectNode answer = json.createObjectNode();
    ArrayNode list = answer.putArray("runs");
    page(request, found, answer).forEach(run -> list.add(json(run)));
    return answer;
  }

  private TestRun runOf(String id) throws Refusal {
    TestRun run = runs.get(id);
    if (run == null) {
      throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no run " + id);
    }
    if (run.deleted) {
      throw violation("a run that is deleted");
    }
    return run;
  }

  private void putTag(TestRun run, JsonNode tag) throws Refusal {
    requireFields(tag, "key", "value");
    if (text(tag, "value").length() > 5000) {
      throw violation("a tag of %d characters".formatted(text(tag, "value").length()));
    }
    run.tags.put(name(tag), text(tag, "value"));
  }

  private ObjectNode logBatch(JsonNode request) throws Refusal {
    requireFields(request, "run_id", "metrics", "params", "tags");
    TestRun run = runOf(text(request, "run_id"));
    int metrics = request.path("metrics").size();
    int params = request.path("params").size();
    int tags = request.path("tags").size();
    if (metrics > 1000 || params > 100 || tags > 100 || metrics + params + tags > 1000) {
      throw violation("a batch of %d, %d and %d".formatted(metrics, params, tags));
    }
    for (JsonNode param : request.path("params")) {
      requireFields(param, "key", "value");
      String value = text(param, "value");
      if (value.length() > 500) {
        throw violation("a parameter of %d characters".formatted(value.length()));
      }
      String former = run.params.putIfAbsent(name(param), value);
      if (former != null && !former.equals(value)) {
        throw violation("parameter %s was %s and becomes %s".formatted(name(param), former, value));
      }
    }
    for (JsonNode metric : request.path("metrics")) {
      requireFields(metric, "key", "value", "timestamp", "step");
      long time = whole(metric, "timestamp");
      if (time < 0) {
        throw violation("the time of a metric is " + time);
      }
      run.metrics
          .computeIfAbsent(name(metric), _ -> new LinkedHashSet<>())
          .add(new Point(whole(metric, "step"), time, number(metric, "value")));
    }
    for (JsonNode tag : request.path("tags")) {
      putTag(run, tag);
    }
    return json.createObjectNode();
  }

  private ObjectNode update(JsonNode request) throws Refusal {
    requireFields(request, "run_id", "run_uuid", "status", "end_time", "run_name");
    TestRun run = runOf(text(request, "run_id"));
    String status = text(request, "status");
    if (!List.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED").contains(status)) {
      throw violation("the status " + status);
    }
    run.status = status;
    run.end = whole(request, "end_time");
    ObjectNode answer = json.createObjectNode();
    answer.set("run_info", json(run).path("info"));
    return answer;
  }

  private ObjectNode deleteRun(JsonNode request) throws Refusal {
    requireFields(request, "run_id");
    TestRun run = runs.get(text(request, "run_id"));
    if (run == null) {
      throw violation("a run that there is not");
    }
    run.deleted = true;
    return json.createObjectNode();
  }

  private ObjectNode history(Map<String, String> query) throws Refusal {
    TestRun run = runOf(query.get("run_id"));
    String key = query.get("metric_key");
    ObjectNode answer = json.createObjectNode();
    ArrayNode list = answer.putArray("metrics");
    run.metrics.getOrDefault(key, Set.of()).forEach(point -> list.add(json(key, point)));
    return answer;
  }

  private ObjectNode list(Map<String, String> query) throws Refusal {
    TestRun run = runOf(query.get("run_id"));
    String root = run.experiment + "/" + run.id + "/artifacts/";
    String below = query.getOrDefault("path", "");
    String prefix = root + (below.isEmpty() ? "" : below + "/");
    Map<String, Long> found = new TreeMap<>();
    files.forEach(
        (name, content) -> {
          if (name.startsWith(prefix)) {
            String rest = name.substring(prefix.length());
            int slash = rest.indexOf('/');
            found.put(
                prefix.substring(root.length()) + (slash < 0 ? rest : rest.substring(0, slash)),
                slash < 0 ? content.length : -1L);
          }
        });
    ObjectNode answer = json.createObjectNode();
    answer.put("root_uri", run.artefacts);
    ArrayNode list = answer.putArray("files");
    found.forEach(
        (name, size) -> {
          ObjectNode file = list.addObject();
          file.put("path", name);
          file.put("is_dir", size < 0);
          if (size >= 0) {
            file.put("file_size", size);
          }
        });
    return answer;
  }
}
