package dev.rawline.studio;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.studio.collection.DataRoutes;
import dev.rawline.studio.control.QualityRoutes;
import dev.rawline.studio.files.Workspace;
import dev.rawline.studio.http.Gate;
import dev.rawline.studio.http.HttpServer;
import dev.rawline.studio.http.Reply;
import dev.rawline.studio.http.Request;
import dev.rawline.studio.http.Route;
import dev.rawline.studio.lab.LabRoutes;
import dev.rawline.studio.model.ModelRoutes;
import dev.rawline.studio.model.OpenModels;
import dev.rawline.studio.picture.OpenImages;
import dev.rawline.studio.picture.PictureRoutes;
import dev.rawline.studio.plan.PlanRoutes;
import dev.rawline.workbench.output.TemporaryFolder;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Serves the page. */
public final class StudioServer implements AutoCloseable {
  private static final int MOST_UPLOADED = 200 << 20;
  private static final int MOST_UPLOADS = 32;
  private static final Pattern FILE_NAME =
      Pattern.compile("[\\p{L}\\p{N}_ ()+,=@-][\\p{L}\\p{N}_ .()+,=@-]{0,99}");

  private final StudioSettings settings;
  private final Workspace workspace;
  private final TemporaryFolder temporary;
  private final OpenImages images = new OpenImages(Runtime.getRuntime().maxMemory() / 4);
  private final OpenModels models = new OpenModels(Parallel.CORES);
  private final DataRoutes data;
  private final PlanRoutes plans;
  private final QualityRoutes quality;
  private final HttpServer server;
  private int uploads;

  /**
   * Starts.
   *
   * @param failures takes failures of the program
   * @throws IOException if the port cannot be used, or nothing can be written for the time being
   */
  public StudioServer(StudioSettings settings, Consumer<Throwable> failures) throws IOException {
    this.settings = settings;
    workspace = new Workspace(settings.folders());
    temporary = TemporaryFolder.make("rawline-studio");
    Semaphore atOnce = new Semaphore(Parallel.CORES);
    data = new DataRoutes(workspace, temporary.path().resolve("thumbnails"), atOnce);
    plans = new PlanRoutes(workspace, settings.program(), settings.book());
    quality = new QualityRoutes(workspace, atOnce);
    List<Route> routes = new ArrayList<>(Assets.routes());
    routes.addAll(new PictureRoutes(images, atOnce).routes());
    routes.add(Route.get("/api/about", _ -> about()));
    routes.add(Route.post("/api/open", this::open));
    if (!settings.demo()) {
      routes.addAll(new ModelRoutes(workspace, images, models).routes());
      routes.add(Route.get("/api/folder", this::folder));
      routes.add(Route.post("/api/upload", this::upload));
      routes.addAll(data.routes());
      routes.addAll(plans.routes());
      routes.addAll(quality.routes());
      settings.book().ifPresent(place -> routes.addAll(new LabRoutes(place).routes()));
    }
    try {
      server =
          new HttpServer(
              settings.address(),
              settings.port(),
              new Gate(names(settings.address()), settings.hosts(), settings.token()),
              routes,
              failures);
    } catch (IOException e) {
      close(Optional.empty());
      throw e;
    }
  }

  /** Returns what this machine can be called where the server listens. */
  private static Set<String> names(InetAddress address) throws IOException {
    Set<String> names = new HashSet<>();
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      names.addAll(List.of("localhost", "127.0.0.1", "[::1]"));
    }
    if (address.isAnyLocalAddress()) {
      names.add(InetAddress.getLocalHost().getHostName());
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(StudioServer::literal)
          .forEach(names::add);
    } else {
      names.add(literal(address));
      names.add(address.getHostName());
    }
    return names;
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress().replaceFirst("%.*", ""); // without the interface
    return text.contains(":") ? "[" + text + "]" : text;
  }

  /**
   * Returns the address to open.
   *
   * @throws IOException if this machine does not know its own name
   */
  public String address() throws IOException {
    InetAddress listens = settings.address();
    String host =
        listens.isLoopbackAddress()
            ? "localhost"
            : literal(listens.isAnyLocalAddress() ? InetAddress.getLocalHost() : listens);
    return "http://%s:%d/%s"
        .formatted(
            host,
            server.port(),
            settings.token().map(token -> "?%s=%s".formatted(HttpServer.ENTER, token)).orElse(""));
  }

  @Override
  public void close() throws IOException {
    close(Optional.of(server));
  }

  private void close(Optional<HttpServer> listening) throws IOException {
    plans.close();
    quality.close();
    listening.ifPresent(HttpServer::close);
    models.close();
    data.close();
    temporary.close();
  }

  private Reply about() {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("version", Version.CURRENT);
    about.put("demo", settings.demo());
    about.put("lab", settings.book().isPresent() && !settings.demo());
    about.put("folders", List.copyOf(settings.folders().keySet()));
    about.put("samples", Arrays.stream(Samples.values()).map(Samples::word).toList());
    about.put("sensors", PictureRoutes.sensors());
    about.put("views", ViewName.ALL.stream().map(ViewName::toString).toList());
    about.put("isp", JsonFile.parse(IspFiles.schema()));
    return new Reply.Json(about);
  }

  private record Opening(Optional<String> sample, Optional<String> root, Optional<String> path) {}

  private Reply open(Request request) throws IOException {
    Opening wanted = JsonRecords.ofValues(request.json(), Opening.class);
    if (wanted.sample().isPresent()) {
      Path file =
          Arrays.stream(Samples.values())
              .filter(sample -> sample.word().equals(wanted.sample().get()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no sample '%s'".formatted(wanted.sample().get())))
              .file(temporary.path().resolve("samples"));
      return opened(file, file.getFileName().toString());
    }
    if (settings.demo()) {
      throw new IllegalArgumentException("this is a demonstration: expected a sample");
    }
    String root = wanted.root().orElse("");
    String path = wanted.path().orElse("");
    Path file = workspace.resolve(root, path);
    return opened(file, workspace.roots().get(root).resolve(path).normalize().toString());
  }

  private Reply opened(Path file, String words) throws IOException {
    return new Reply.Json(Map.of("id", images.open(file, words).id()));
  }

  private Reply folder(Request request) throws IOException {
    return new Reply.Json(
        Map.of(
            "entries",
            workspace.list(request.required("root"), request.query("path").orElse("")).stream()
                .map(JsonFile::values)
                .toList()));
  }

  private Reply upload(Request request) throws IOException {
    String name = request.required("name");
    if (!FILE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a file of this name cannot be taken: expected letters, digits, spaces, dots and"
              + " hyphens, at most 100");
    }
    Path folder;
    synchronized (this) {
      folder = temporary.path().resolve("upload-" + uploads++ % MOST_UPLOADS);
    }
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      request.copyTo(out, MOST_UPLOADED);
    } catch (IOException | IllegalArgumentException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    try {
      return opened(file, name);
    } catch (IOException | IllegalArgumentException e) {
      // Where this server keeps it is of no use to who sent it.
      throw new IllegalArgumentException(e.getMessage().replace(file.toString(), name), e);
    }
  }
}
