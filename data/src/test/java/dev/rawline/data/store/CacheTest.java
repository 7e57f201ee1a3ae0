package dev.rawline.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.OtherProgram;
import dev.rawline.data.store.WebServer.Fault;
import dev.rawline.data.web.RetryPolicy;
import dev.rawline.data.web.Timeouts;
import dev.rawline.imaging.numeric.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache that is shared by several programs, read-only, or on a full disk. */
class CacheTest {
  private static final String PATH = "/data.bin";
  private static final byte[] CONTENT = Transfers.bytes(400_000, 1);
  private static final String SUM = Checksum.of(CONTENT, Checksum.Algorithm.SHA256).hex();

  @TempDir private Path folder;
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = new WebServer().put(PATH, CONTENT);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void transferOfAKilledProgramIsResumed() throws IOException, InterruptedException {
    Path cache = folder.resolve("cache");
    Process first = startUntil(new Fault.Stall(150_000), 150_000, cache);
    assertThat(first.isAlive()).isTrue();
    first.destroyForcibly().waitFor();

    assertThat(output(start(List.of(), cache))).containsExactly(SUM + " fetched");
    assertThat(server.gets(PATH).stream().map(request -> request.from().orElse(0L)))
        .containsExactly(0L, 150_000L);
    assertThat(server.gets(PATH).getLast().headers().get("if-range"))
        .isEqualTo(WebServer.tag(CONTENT));
    assertThat(Transfers.files(cache.resolve("parts"))).isEmpty();
    assertThat(cache.resolve("blobs").resolve(SUM.substring(0, 2)).resolve(SUM))
        .hasBinaryContent(CONTENT);
  }

  @Test
  void twoProgramsFetchAFileOnce() throws IOException, InterruptedException {
    Path cache = folder.resolve("cache");
    Process first = startUntil(new Fault.Hold(100_000), 100_000, cache);
    BufferedReader second = waiting(cache);
    server.release();
    assertThat(output(first)).containsExactly(SUM + " fetched");
    assertThat(second.readLine()).isEqualTo(SUM + " cached");
    assertThat(server.gets(PATH)).hasSize(1);
  }

  /** A killed owner of the lock does not block others. */
  @Test
  void theLockOfAKilledProgramIsReleased() throws IOException, InterruptedException {
    Path cache = folder.resolve("cache");
    Process first = startUntil(new Fault.Stall(100_000), 100_000, cache);
    BufferedReader second = waiting(cache);
    first.destroyForcibly().waitFor();
    assertThat(second.readLine()).isEqualTo(SUM + " fetched");
  }

  @Test
  void aReadOnlyCacheIsReported() throws IOException, InterruptedException {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    List<String> withoutRight = OtherProgram.withoutRightTo(cache);
    assertThat(output(start(withoutRight, cache)))
        .containsExactly(
            "cannot write to the cache %s: %s may not be written to; set RAWLINE_CACHE to a writable folder"
                .formatted(cache, cache.resolve("locks")));
  }

  /** Cached files need no write permission. */
  @Test
  void aReadOnlyCacheIsStillRead() throws IOException, InterruptedException {
    Path cache = folder.resolve("cache");
    assertThat(output(start(List.of(), cache))).containsExactly(SUM + " fetched");
    List<String> withoutRight =
        OtherProgram.withoutRightTo(
            Stream.of("", "locks", "entries", "blobs", "parts")
                .map(cache::resolve)
                .toArray(Path[]::new));
    assertThat(output(start(withoutRight, cache))).containsExactly(SUM + " cached");
  }

  /** A file system of 256 KB, visible to this program only. */
  @Test
  void aFullDiskIsReportedAndReceivedBytesAreKept() throws IOException, InterruptedException {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Path kept = folder.resolve("kept");
    List<String> small =
        List.of(
            "unshare",
            "-rm",
            "sh",
            "-c",
            "mount -t tmpfs -o size=256k none '%s' && { \"$0\" \"$@\"; cp -r '%s/.' '%s'; }"
                .formatted(cache, cache, kept));
    List<String> trial = new ArrayList<>(small);
    trial.add("true");
    assumeTrue(canRun(trial), "skipped: no file systems of one's own here");
    assertThat(output(start(small, cache)))
        .containsExactly(
            "the cache %s is full: No space left on device; free space on its disk and run the command again to resume, or set RAWLINE_CACHE to a folder on another disk"
                .formatted(cache));
    assertThat(arrived(kept)).isBetween(100_000L, 262_144L);

    assertThat(output(start(List.of(), kept))).containsExactly(SUM + " fetched");
    assertThat(server.gets(PATH).getLast().from().orElse(0L)).isGreaterThan(100_000L);
  }

  private static boolean canRun(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static long arrived(Path cache) throws IOException {
    long bytes = 0;
    for (String file : Transfers.files(cache.resolve("parts"))) {
      if (file.endsWith(".part") && !file.startsWith(".")) {
        bytes += cache.resolve("parts").resolve(file).toFile().length();
      }
    }
    return bytes;
  }

  private Process start(List<String> before, Path cache) throws IOException {
    return OtherProgram.start(before, FetchesOneFile.class, server.address(PATH), cache);
  }

  /** Starts a program whose transfer stalls, and returns it once a number of bytes have arrived. */
  private Process startUntil(Fault fault, long bytes, Path cache)
      throws IOException, InterruptedException {
    server.fail(PATH, fault);
    Process first = start(List.of(), cache);
    while (first.isAlive() && arrived(cache) < bytes) {
      Thread.sleep(5);
    }
    return first;
  }

  /** Starts another program, and returns its output after the line that reports waiting. */
  private BufferedReader waiting(Path cache) throws IOException {
    BufferedReader output = start(List.of(), cache).inputReader(StandardCharsets.UTF_8);
    assertThat(output.readLine()).isEqualTo("another program fetches it: waiting for it");
    return output;
  }

  private static List<String> output(Process process) throws IOException, InterruptedException {
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).readAllLines();
    process.waitFor();
    return lines;
  }

  /** Fetches a file into a cache and prints the result. */
  static final class FetchesOneFile {
    private FetchesOneFile() {}

    public static void main(String[] arguments) {
      RetryPolicy retry = new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1));
      Timeouts timeouts = new Timeouts(Duration.ofSeconds(20), Duration.ofMinutes(5));
      Progress progress =
          new Progress() {
            @Override
            public void note(Object subject, String note) {
              System.out.println(note);
            }
          };
      Location location = Location.parse(arguments[0]);
      StoreAccess access =
          new StoreAccess(retry, timeouts, 1, Optional.empty(), StoreAccess.STANDARD.zenodo());
      try (Store store = access.open(location)) {
        Fetcher.Fetched fetched =
            new Fetcher(new Cache(Path.of(arguments[1])), retry, progress)
                .run(store, location, store.list().getFirst(), Optional.empty());
        System.out.println(fetched.sha256().hex() + (fetched.fetched() ? " fetched" : " cached"));
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
