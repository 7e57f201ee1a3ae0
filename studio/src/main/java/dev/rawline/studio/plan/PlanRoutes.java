package dev.rawline.studio.plan;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.web.Address;
import dev.rawline.studio.files.Workspace;
import dev.rawline.studio.http.Reply;
import dev.rawline.studio.http.Request;
import dev.rawline.studio.http.Route;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is asked about plans: which commands can run one, and its runs. */
public final class PlanRoutes implements AutoCloseable {
  private static final int AT_ONCE = 2;
  private static final int LONGEST_PLAN = 1 << 18;
  private static final List<String> ENDINGS = List.of(".yaml", ".yml");

  private final Workspace workspace;
  private final PlanRuns runs;

  /**
   * Prepares the routes.
   *
   * @param workspace the folders in which plans lie, and into which they write
   * @param program the words that start the program itself; empty where no plan can be started
   * @param book the lab book of the runs; none: as the program finds it
   */
  public PlanRoutes(Workspace workspace, List<String> program, Optional<BookLocation> book) {
    this.workspace = workspace;
    Map<String, String> environment =
        book.map(place -> Map.of(BookLocation.VARIABLE, words(place))).orElse(Map.of());
    runs = new PlanRuns(program, environment, AT_ONCE, StopGrace.USUAL, StopGrace.AT_END);
  }

  /** Other users can read the words of a command, but not its environment. */
  private static String words(BookLocation book) {
    return switch (book) {
      case BookLocation.Folder folder -> folder.folder().toString();
      case BookLocation.Server(Address address, _) -> address.full();
    };
  }

  /** Returns what is answered. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/plan", this::plan),
        Route.get("/api/plan/events", this::events),
        Route.post("/api/plan/start", this::start),
        Route.post("/api/plan/stop", this::stop));
  }

  /** Stops all runs in order. */
  @Override
  public void close() {
    runs.close();
  }

  private Path file(String root, String path) throws IOException {
    Path file = workspace.resolve(root, path);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (!Files.isRegularFile(file) || ENDINGS.stream().noneMatch(name::endsWith)) {
      throw new IllegalArgumentException(
          "'%s' is no plan: expected a file that ends in .yaml".formatted(path));
    }
    return file;
  }

  private Reply plan(Request request) throws IOException {
    Path file = file(request.required("root"), request.query("path").orElse(""));
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("name", OutputFiles.stem(file));
    reply.put("text", BoundedFile.text(file, LONGEST_PLAN));
    Map<String, String> problems = new LinkedHashMap<>();
    PlanCommand.reading(file)
        .forEach((command, problem) -> problems.put(command.toString(), problem.orElse("")));
    reply.put("commands", problems);
    reply.put("canStart", runs.canStart());
    return new Reply.Json(reply);
  }

  /**
   * A plan that is to run.
   *
   * @param command which command runs it
   * @param root the name of the folder of the workspace in which it lies
   * @param path its file below it
   * @param outRoot the name of the folder of the workspace into which it writes
   * @param outPath a folder below it, which exists
   * @param outName the name of the folder of the results in it, which need not exist
   */
  private record Starting(
      String command, String root, String path, String outRoot, String outPath, String outName) {}

  private Reply start(Request request) throws IOException {
    Starting wanted = JsonRecords.ofValues(request.json(), Starting.class);
    PlanCommand command = PlanCommand.of(wanted.command);
    Path plan = file(wanted.root, wanted.path);
    PlanRun run =
        runs.start(
            new PlanRequest(
                command,
                plan,
                out(wanted),
                words(wanted.root, wanted.path),
                words(words(wanted.outRoot, wanted.outPath), wanted.outName)));
    return new Reply.Json(RunEvents.values(run));
  }

  private static String words(String root, String path) {
    return path.isEmpty() ? root : root + "/" + path;
  }

  /** Returns a folder that may not exist yet; a link is refused, which may lead out of its root. */
  private Path out(Starting wanted) throws IOException {
    Path folder = workspace.resolve(wanted.outRoot, wanted.outPath);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "'%s' is no folder: choose one for the results".formatted(wanted.outPath));
    }
    Path out = folder.resolve(Workspace.requireName(wanted.outName, "folder"));
    if (Files.isSymbolicLink(out) || (Files.exists(out) && !Files.isDirectory(out))) {
      throw new IllegalArgumentException(
          "'%s' is a file or a link: choose another name for the folder of the results"
              .formatted(wanted.outName));
    }
    return out;
  }

  /**
   * A run that is to stop.
   *
   * @param run its id
   */
  private record Stopping(String run) {}

  private Reply stop(Request request) throws IOException {
    String run = JsonRecords.ofValues(request.json(), Stopping.class).run;
    runs.stop(run);
    return new Reply.Json(RunEvents.values(runs.of(run)));
  }

  private Reply events(Request request) {
    // A browser does not connect again where it was rejected, such as after a start of the server.
    Optional<PlanRun> followed = request.query("run").flatMap(runs::find);
    long line = request.query("line").map(PlanRoutes::number).orElse(0L);
    return new Reply.Events(new RunEvents(runs, followed, line));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "line is '%s': expected a whole number".formatted(text), e);
    }
  }
}
