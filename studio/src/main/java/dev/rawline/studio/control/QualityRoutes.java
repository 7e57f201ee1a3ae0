package dev.rawline.studio.control;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.lab.certificate.CertificateRecord;
import dev.rawline.lab.certificate.SealedPage;
import dev.rawline.lab.quality.VerifyCertificate;
import dev.rawline.lab.quality.page.QualitySummary;
import dev.rawline.lab.quality.watch.JournalEntry;
import dev.rawline.studio.files.Workspace;
import dev.rawline.studio.http.Reply;
import dev.rawline.studio.http.Request;
import dev.rawline.studio.http.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** What is asked about quality: watches, batches that were checked, certificates. */
public final class QualityRoutes implements AutoCloseable {
  private static final int MOST_BATCHES = 8;

  private final Workspace workspace;
  private final Semaphore atOnce;
  private final Semaphore verifying = new Semaphore(1);
  private final OpenWatches watches = new OpenWatches();
  private final Map<Path, KnownBatch> batches =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, KnownBatch> eldest) {
          return size() > MOST_BATCHES;
        }
      };
  private volatile boolean open = true;

  /** A batch, and when its record was written. */
  private record KnownBatch(CheckedBatch batch, FileTime written) {}

  /**
   * Prepares the routes.
   *
   * @param workspace the folders whose files may be read
   * @param atOnce how many pictures are rendered at once; others wait
   */
  public QualityRoutes(Workspace workspace, Semaphore atOnce) {
    this.workspace = workspace;
    this.atOnce = atOnce;
  }

  /** Returns what is answered. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/quality/found", this::found),
        Route.get("/api/quality/watch", this::watch),
        Route.get("/api/quality/image", this::image),
        Route.get("/api/quality/batch", this::batch),
        Route.get("/api/quality/offender", this::offender),
        Route.get("/api/quality/certificate", this::certificate),
        Route.post("/api/quality/verify", this::verify));
  }

  /** Ends all events. */
  @Override
  public void close() {
    open = false;
  }

  private Reply found(Request request) throws IOException {
    FindResults results = new FindResults();
    Optional<String> root = request.query("root");
    for (String each : root.map(List::of).orElse(List.copyOf(workspace.roots().keySet()))) {
      Path top = workspace.resolve(each, "");
      Path folder =
          root.isPresent() ? workspace.resolve(each, request.query("path").orElse("")) : top;
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException(
            "'%s' is no folder: expected one".formatted(request.query("path").orElse("")));
      }
      results.in(each, top, folder);
    }
    return new Reply.Json(results.found());
  }

  private Path folder(Request request) throws IOException {
    return workspace.resolve(request.required("root"), request.query("path").orElse(""));
  }

  /** Returns whether a file is in one of the workspace's folders. */
  private boolean isReadable(Path file) {
    try {
      Path real = file.toRealPath();
      for (Path root : workspace.roots().values()) {
        if (real.startsWith(root.toRealPath())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private Reply watch(Request request) throws IOException {
    WatchTail tail = watches.of(folder(request));
    return new Reply.Events(
        new WatchEvents(tail, file -> picture(tail, file.entry()).isPresent(), () -> open));
  }

  /** Returns the file of an image that can be shown: it is there, and as it was checked. */
  private Optional<Path> picture(WatchTail tail, JournalEntry entry) {
    try {
      Path file = tail.watched().resolve(entry.name());
      return entry.refusal().isEmpty() && isReadable(file) && entry.isStill(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Reply image(Request request) throws IOException {
    WatchTail tail = watches.of(folder(request));
    String number = request.required("number");
    Path file =
        whole(number)
            .flatMap(tail::entry)
            .flatMap(entry -> picture(tail, entry))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no picture of file '%s' of this watch".formatted(number)));
    return rendered(
        () -> SmallPicture.of(RawFiles.read(file, RawDescription.NONE), Optional.empty()));
  }

  private static Optional<Long> whole(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Renders a picture. */
  private interface Rendering {
    /** Returns the picture. */
    Reply picture() throws IOException;
  }

  private Reply rendered(Rendering rendering) throws IOException {
    atOnce.acquireUninterruptibly();
    try {
      return rendering.picture();
    } finally {
      atOnce.release();
    }
  }

  private CheckedBatch batch(Path folder) throws IOException {
    Path record = folder.resolve(QualitySummary.RECORD);
    FileTime written =
        Files.isRegularFile(record)
            ? Files.getLastModifiedTime(record)
            : FileTime.fromMillis(0); // reading it states what is missing
    synchronized (batches) {
      KnownBatch known = batches.get(folder);
      if (known != null && known.written.equals(written)) {
        return known.batch;
      }
    }
    CheckedBatch read = CheckedBatch.read(folder, this::isReadable);
    synchronized (batches) {
      batches.put(folder, new KnownBatch(read, written));
    }
    return read;
  }

  private Reply batch(Request request) throws IOException {
    CheckedBatch batch = batch(folder(request));
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("record", batch.values());
    reply.put("pictures", List.copyOf(batch.pictures().keySet()));
    reply.put("certificate", batch.certificate().isPresent());
    return new Reply.Json(reply);
  }

  private Reply offender(Request request) throws IOException {
    CheckedBatch batch = batch(folder(request));
    String image = request.required("image");
    return rendered(() -> batch.picture(image));
  }

  private Reply certificate(Request request) throws IOException {
    CheckedBatch batch = batch(folder(request));
    Path file =
        batch
            .certificate()
            .orElseThrow(() -> new IllegalArgumentException("this batch has no certificate.html"));
    SealedPage page = SealedPage.read(file);
    CertificateRecord record = page.record();
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("unchanged", page.isUnchanged());
    reply.put("sha256", record.sha256());
    reply.put("verdict", record.verdict());
    reply.put("evaluated", record.evaluated());
    reply.put("details", record.details());
    reply.put("reference", record.reference().name());
    reply.put("batch", record.batch().name());
    reply.put("images", record.batch().images().size());
    reply.put("program", record.program().words());
    return new Reply.Json(reply);
  }

  private Reply verify(Request request) throws IOException {
    QualityPlace place = JsonRecords.ofValues(request.json(), QualityPlace.class);
    CheckedBatch batch = batch(workspace.resolve(place.root(), place.path()));
    if (!verifying.tryAcquire()) {
      throw new IllegalArgumentException(
          "another certificate is being verified: try again when it is finished");
    }
    try {
      List<VerifyCertificate.Finding> findings = batch.verify();
      return new Reply.Json(
          Map.of(
              "holds",
              VerifyCertificate.holds(findings),
              "findings",
              findings.stream().map(JsonFile::values).toList()));
    } finally {
      verifying.release();
    }
  }
}
