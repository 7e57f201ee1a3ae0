package dev.rawline.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rawline.data.store.Cache;
import dev.rawline.data.store.DataSetSource;
import dev.rawline.data.store.Location;
import dev.rawline.data.store.Pusher;
import dev.rawline.data.store.StoreAccess;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A set that is pushed into a folder, served by the JDK's own web server, and fetched from there.
 */
class FetchDataTest {
  @TempDir private Path scratch;

  private static HttpServer serve(Path folder, AtomicInteger sent) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
          exchange.sendResponseHeaders(200, Files.size(file));
          try (OutputStream body = exchange.getResponseBody()) {
            sent.incrementAndGet();
            Files.copy(file, body);
          }
        });
    server.start();
    return server;
  }

  @Test
  void aPushedSetIsServedFetchedAndCopied() throws IOException {
    Path set = Files.createDirectories(scratch.resolve("set/images")).getParent();
    Files.write(set.resolve("images/a.tiff"), new byte[100_000]);
    Files.writeString(set.resolve("card.yaml"), "name: a\n");
    Path pushed = scratch.resolve("pushed");
    assertThat(
            new Pusher(set, new Location.Local(pushed), StoreAccess.STANDARD)
                .run(Progress.SILENT)
                .sent())
        .isEqualTo(2);

    AtomicInteger sent = new AtomicInteger();
    HttpServer server = serve(pushed, sent);
    try {
      DataSetSource source =
          new DataSetSource(new Cache(scratch.resolve("cache")), StoreAccess.STANDARD);
      String address = "http://localhost:%d/".formatted(server.getAddress().getPort());
      Path out = scratch.resolve("out");
      FetchData fetch = new FetchData(source, address, Optional.empty(), Optional.of(out));
      FetchData.Result result = fetch.run(Progress.SILENT);
      assertThat(result.folder()).isEqualTo(out);
      assertThat(result.data().fetched()).isEqualTo(3);
      assertThat(result.copied()).isEqualTo(3);
      assertThat(out.resolve("images/a.tiff")).hasSameBinaryContentAs(set.resolve("images/a.tiff"));
      int first = sent.get();

      FetchData.Result again = fetch.run(Progress.SILENT);
      assertThat(again.data().fetched()).isZero();
      assertThat(again.kept()).isEqualTo(3);
      // Only the list of checksums is requested again.
      assertThat(sent).hasValue(first + 1);
    } finally {
      server.stop(0);
    }
  }
}
