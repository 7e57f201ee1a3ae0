package dev.rawline.studio.collection;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.layout.SampleList;
import dev.rawline.data.set.Sample;
import dev.rawline.studio.files.Workspace;
import dev.rawline.studio.http.Reply;
import dev.rawline.studio.http.Request;
import dev.rawline.studio.http.Route;
import dev.rawline.workbench.text.ShellQuoting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** What is asked about data sets. */
public final class DataRoutes implements AutoCloseable {
  private static final String BYTES = "application/octet-stream";
  private static final int MOST_THUMBNAILS = 64;
  private static final int USUALLY_PLACED = 10_000;
  private static final String LIST_ENDING = ".txt";

  private final Workspace workspace;
  private final Semaphore atOnce;
  private final OpenCollections collections;
  private final EmbeddingEvents embeddings = new EmbeddingEvents();

  /**
   * Prepares the routes.
   *
   * @param workspace the folders whose files may be opened, and written where a person asks for it
   * @param temporary a folder for thumbnails
   * @param atOnce how many pictures are rendered at once; others wait
   */
  public DataRoutes(Workspace workspace, Path temporary, Semaphore atOnce) {
    this.workspace = workspace;
    this.atOnce = atOnce;
    collections = new OpenCollections(temporary);
  }

  /** Returns what is answered. */
  public List<Route> routes() {
    return List.of(
        Route.post("/api/data/open", this::open),
        Route.post("/api/data/thumbnails", this::thumbnails),
        Route.get("/api/data/sample", this::sample),
        Route.post("/api/data/predictions", this::predictions),
        Route.post("/api/data/drift", this::drift),
        Route.post("/api/data/quality", this::quality),
        Route.get("/api/data/embedding", this::embedding),
        Route.post("/api/data/tags", this::tags),
        Route.post("/api/data/tag", this::tag),
        Route.post("/api/data/selection", this::selection));
  }

  @Override
  public void close() throws IOException {
    collections.close();
  }

  /**
   * A file or folder.
   *
   * @param root the name of a folder of the workspace
   * @param path a path below it
   */
  private record Place(String root, String path) {
    String words() {
      return path.isEmpty() ? root : root + "/" + path;
    }
  }

  private Path path(Place place) throws IOException {
    return workspace.resolve(place.root, place.path);
  }

  private Reply open(Request request) throws IOException {
    Place place = JsonRecords.ofValues(request.json(), Place.class);
    OpenCollection collection = collections.open(place.root, path(place));
    SampleTable table = SampleTable.of(collection.opened().set());
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("set", collection.id());
    reply.put("name", collection.opened().set().name());
    reply.put("layout", collection.opened().layout().word());
    reply.put("notes", collection.opened().sentences());
    reply.put("doubt", collection.doubt());
    reply.put("side", ThumbnailRenderer.SIDE);
    reply.put("table", table);
    return new Reply.Json(reply);
  }

  /**
   * Thumbnails that are requested.
   *
   * @param set the id of the data set
   * @param samples the places of samples
   */
  record Thumbnails(String set, List<Integer> samples) {
    Thumbnails {
      samples = List.copyOf(samples);
      if (samples.isEmpty() || samples.size() > MOST_THUMBNAILS) {
        throw new IllegalArgumentException(
            "%d thumbnails at once: expected 1 to %d".formatted(samples.size(), MOST_THUMBNAILS));
      }
    }
  }

  /**
   * Renders thumbnails: of each, in the order of the request, its length [bytes, 4 bytes, the
   * lowest first], and the picture; where there is none the length is negative, and text follows.
   */
  private Reply thumbnails(Request request) throws IOException {
    Thumbnails wanted = JsonRecords.ofValues(request.json(), Thumbnails.class);
    OpenCollection collection = collections.of(wanted.set);
    wanted.samples.forEach(collection::sample);
    List<OpenCollection.Tile> tiles = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<OpenCollection.Tile>> rendering =
          wanted.samples.stream()
              .map(place -> threads.submit(() -> collection.tile(place, atOnce)))
              .toList();
      for (Future<OpenCollection.Tile> tile : rendering) {
        tiles.add(tile.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thumbnail could not be rendered", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server stops", e);
    }
    int size = tiles.stream().mapToInt(tile -> Integer.BYTES + tile.picture().length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (OpenCollection.Tile tile : tiles) {
      int length = tile.picture().length;
      bytes.putInt(tile.isPicture() ? length : -length).put(tile.picture());
    }
    return new Reply.Content(BYTES, bytes.array());
  }

  private Reply sample(Request request) throws IOException {
    OpenCollection collection = collections.of(request.required("set"));
    Sample sample = collection.sample(number(request, "sample").orElse(-1));
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("id", sample.id());
    reply.put("class", sample.label().className());
    reply.put("group", sample.group());
    reply.put("intensity", sample.intensity());
    reply.put("file", sample.picture().name());
    Path root = workspace.resolve(collection.root(), "");
    Path file = Path.of(sample.picture().name()).toAbsolutePath().normalize();
    if (file.startsWith(root) && Files.isRegularFile(file)) {
      reply.put("root", collection.root());
      reply.put("path", root.relativize(file).toString());
    }
    return new Reply.Json(reply);
  }

  private static OptionalInt number(Request request, String key) {
    Optional<String> text = request.query(key);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text.get()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is '%s': expected a whole number".formatted(key, text.get()), e);
    }
  }

  /**
   * Results for the samples of a data set.
   *
   * @param set the id of the data set
   * @param root the name of a folder of the workspace
   * @param path a file or folder below it
   */
  private record Results(String set, String root, String path) {
    Place place() {
      return new Place(root, path);
    }
  }

  private Reply predictions(Request request) throws IOException {
    Results wanted = JsonRecords.ofValues(request.json(), Results.class);
    RecordedPredictions read =
        RecordedPredictions.read(path(wanted.place()), collections.of(wanted.set).samples());
    return columns(read.columns(), read.summary(), unknown(read.unknown()));
  }

  private static String unknown(int count) {
    return count == 0
        ? ""
        : "%d predictions are for samples that the data set does not have".formatted(count);
  }

  private static Reply columns(List<Column> columns, String summary, String note) {
    return new Reply.Json(Map.of("columns", columns, "summary", summary, "note", note));
  }

  /**
   * Two evaluations that are compared.
   *
   * @param set the id of the data set
   * @param reference the one under the condition of training
   * @param drifted the one under another condition
   */
  private record Drift(String set, Place reference, Place drifted) {}

  private Reply drift(Request request) throws IOException {
    Drift wanted = JsonRecords.ofValues(request.json(), Drift.class);
    List<Sample> samples = collections.of(wanted.set).samples();
    RecordedPredictions reference = RecordedPredictions.read(path(wanted.reference), samples);
    RecordedPredictions drifted = RecordedPredictions.read(path(wanted.drifted), samples);
    if (reference.name().equals(drifted.name())) {
      reference = reference.withName(wanted.reference.words());
      drifted = drifted.withName(wanted.drifted.words());
    }
    DriftComparison comparison = new DriftComparison(reference, drifted);
    return columns(
        comparison.columns(),
        comparison.summary(),
        unknown(Math.max(reference.unknown(), drifted.unknown())));
  }

  private Reply quality(Request request) throws IOException {
    Results wanted = JsonRecords.ofValues(request.json(), Results.class);
    return columns(
        QualityNumbers.read(path(wanted.place()), collections.of(wanted.set).samples()), "", "");
  }

  private Reply embedding(Request request) throws IOException {
    OpenCollection collection = collections.of(request.required("set"));
    int count = collection.samples().size();
    Embedding embedding =
        new Embedding(
            path(new Place(request.required("root"), request.query("path").orElse(""))),
            Embedding.Method.of(request.required("method")),
            Math.min(count, number(request, "most").orElse(USUALLY_PLACED)));
    return new Reply.Events(sink -> embeddings.send(collection, embedding, sink));
  }

  /**
   * A file that a person names.
   *
   * @param root the name of a folder of the workspace
   * @param path a folder below it
   * @param name the name of the file in it, without ending
   */
  private record NamedFile(String root, String path, String name) {}

  /** Returns a file that may not exist yet; a link that leads out of its root is refused. */
  private Path file(NamedFile named, String ending) throws IOException {
    Path folder = workspace.resolve(named.root, named.path);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "'%s' is no folder: choose one in which the file is kept".formatted(named.path));
    }
    Path file = folder.resolve(Workspace.requireName(named.name, "file") + ending);
    if (Files.isSymbolicLink(file)) {
      throw new IllegalArgumentException(
          "%s is a link: choose another name".formatted(file.getFileName()));
    }
    return file;
  }

  /**
   * Tags that are requested.
   *
   * @param set the id of the data set
   * @param file where they are kept
   */
  private record Tags(String set, NamedFile file) {}

  private Reply tags(Request request) throws IOException {
    Tags wanted = JsonRecords.ofValues(request.json(), Tags.class);
    OpenCollection collection = collections.of(wanted.set);
    Path file = file(wanted.file, TagFile.ENDING);
    return new Reply.Json(reply(TagFile.read(file), collection, file));
  }

  /**
   * A tag that is given, or taken away.
   *
   * @param samples the samples
   * @param file where tags are kept
   * @param tag the tag
   * @param given whether it is given
   */
  private record Tagging(SampleSelection samples, NamedFile file, String tag, boolean given) {}

  private synchronized Reply tag(Request request) throws IOException {
    Tagging wanted = JsonRecords.ofValues(request.json(), Tagging.class);
    OpenCollection collection = collections.of(wanted.samples.set());
    List<String> ids = collection.ids(wanted.samples.in(collection));
    Path file = file(wanted.file, TagFile.ENDING);
    TagFile changed = TagFile.read(file).with(wanted.tag, ids, wanted.given);
    changed.write(file);
    return new Reply.Json(reply(changed, collection, file));
  }

  /** Returns the places of the samples of each tag. */
  private static Map<String, Object> reply(TagFile tags, OpenCollection collection, Path file) {
    SampleIndex index = SampleIndex.of(collection.samples());
    Map<String, Object> places = new LinkedHashMap<>();
    tags.tags()
        .forEach(
            (tag, ids) ->
                places.put(
                    tag,
                    ids.stream().map(index.ids()::get).filter(place -> place != null).toList()));
    return Map.of("file", file.toString(), "tags", places);
  }

  /**
   * A list of samples that is written.
   *
   * @param samples the samples
   * @param file where it is written
   * @param replace whether a file of this name is replaced
   */
  private record Listing(SampleSelection samples, NamedFile file, boolean replace) {}

  private Reply selection(Request request) throws IOException {
    Listing wanted = JsonRecords.ofValues(request.json(), Listing.class);
    OpenCollection collection = collections.of(wanted.samples.set());
    List<String> ids = collection.ids(wanted.samples.in(collection));
    Path file = file(wanted.file, LIST_ENDING);
    if (Files.exists(file) && !wanted.replace) {
      throw new IllegalArgumentException(
          "%s exists already: choose another name, or replace it".formatted(file.getFileName()));
    }
    new SampleList(new LinkedHashSet<>(ids)).write(file);
    return new Reply.Json(
        Map.of(
            "file",
            file.toString(),
            "count",
            ids.size(),
            "command",
            ShellQuoting.of(
                "./rawline",
                List.of(
                    "data", "info", collection.folder().toString(), "--only", file.toString()))));
  }
}
