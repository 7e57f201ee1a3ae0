package dev.rawline.data.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.OtherProgram;
import dev.rawline.data.web.Address;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that send a data set to an object store, or fetch it, are killed at random times and
 * started again until they end: every file arrives whole, and none is replaced.
 */
@Tag("slow")
class KilledTransfersTest {
  private static final String BUCKET = "pictures";
  private static final int FILES = 60;

  /** Of each way, and how many kills came before one series ended. */
  private static final int KILLS = 10;

  @TempDir private Path scratch;
  private final Random random = new Random(Seeds.next("KilledTransfersTest"));

  @Test
  void killedTransfersLoseNothing() throws Exception {
    Path from = Files.createDirectories(scratch.resolve("from/images")).getParent();
    for (int i = 0; i < FILES; i++) {
      Files.write(
          from.resolve("images/%02d.tiff".formatted(i)),
          Transfers.bytes(random.nextInt(400_000), i));
    }
    Files.writeString(from.resolve("card.yaml"), "name: a\n");
    TransientNio2BlobStore objects = new TransientNio2BlobStore();
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "somebody", "secret")
            .build();
    proxy.start();
    try {
      objects.createContainer(BUCKET);
      URI endpoint = URI.create("http://127.0.0.1:" + proxy.getPort());
      int sent = 0;
      int fetched = 0;
      for (int series = 0; sent < KILLS || fetched < KILLS; series++) {
        String location = "s3://%s/set-%d".formatted(BUCKET, series);
        Path cache = scratch.resolve("cache-" + series);
        sent += killedUntilDone("push", endpoint, location, from);
        fetched += killedUntilDone("fetch", endpoint, location, cache);
        assertArrived(from, cache, endpoint, location);
      }
      System.out.printf("killed %d times while sending, %d times while fetching%n", sent, fetched);
    } finally {
      proxy.stop();
    }
  }

  /** Returns how many times it was killed. */
  private int killedUntilDone(String way, URI endpoint, String location, Path folder)
      throws IOException, InterruptedException {
    int kills = 0;
    while (true) {
      Process process =
          OtherProgram.start(List.of(), Transfer.class, way, endpoint, location, folder);
      boolean last = kills == 4;
      if (last || process.waitFor(200 + random.nextInt(1500), TimeUnit.MILLISECONDS)) {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return kills;
      }
      process.destroyForcibly().waitFor();
      kills++;
    }
  }

  private void assertArrived(Path from, Path cache, URI endpoint, String location)
      throws IOException {
    Path folder;
    System.setProperty("aws.accessKeyId", "somebody");
    System.setProperty("aws.secretAccessKey", "secret");
    try {
      folder = Transfer.source(cache, endpoint).resolve(location, Progress.SILENT);
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
    List<String> names = new ArrayList<>(Transfers.files(from));
    names.add("SHA256SUMS");
    assertThat(Transfers.files(folder)).containsExactlyInAnyOrderElementsOf(names);
    for (String name : Transfers.files(from)) {
      assertThat(folder.resolve(name)).hasSameBinaryContentAs(from.resolve(name));
    }
    assertThat(Transfers.files(cache.resolve("parts"))).isEmpty();
  }

  /** The program: sends a folder, or fetches into a cache. */
  static final class Transfer {
    private Transfer() {}

    public static void main(String[] arguments) throws IOException {
      System.setProperty("aws.accessKeyId", "somebody");
      System.setProperty("aws.secretAccessKey", "secret");
      URI endpoint = URI.create(arguments[1]);
      Path folder = Path.of(arguments[3]);
      if (arguments[0].equals("push")) {
        new Pusher(folder, Location.parse(arguments[2]), access(endpoint)).run(Progress.SILENT);
      } else {
        source(folder, endpoint).resolve(arguments[2], Progress.SILENT);
      }
    }

    static DataSetSource source(Path cache, URI endpoint) {
      return new DataSetSource(new Cache(cache), access(endpoint));
    }

    private static StoreAccess access(URI endpoint) {
      return new StoreAccess(
          Transfers.IMPATIENT,
          Transfers.TIMEOUTS,
          3,
          Optional.of(Address.of(endpoint)),
          URI.create("http://localhost:1/"));
    }
  }
}
