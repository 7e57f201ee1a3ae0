package dev.rawline.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.pack.DataSetPacker.PackSummary;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.share.LocalCluster;
import dev.rawline.workbench.share.Share;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever packs a data set, the shards are the same. */
class PackDataTest {
  /** Room for two samples, and not for three. */
  private static final long SHARD = 14_000;

  @TempDir private Path work;
  private Path source;
  private SequencedMap<String, String> alone;

  @BeforeEach
  void packAlone() throws IOException {
    source = Streets.write(work.resolve("streets"), 5);
    PackSummary packed = pack(work.resolve("alone"));
    assertThat(packed.shards()).isEqualTo(3);
    alone = contents(work.resolve("alone"));
  }

  private PackSummary pack(Path folder) throws IOException {
    return new PackData(source, DataSetOptions.DEFAULT, folder, SHARD, 1).run(Progress.SILENT);
  }

  private PackSummary spread(Path folder, int partitions, boolean loses) throws IOException {
    LocalCluster cluster =
        new LocalCluster(
            2,
            loses,
            () -> {
              PackSummary _ = pack(folder);
            });
    return Share.run(new Share.Spread(cluster, OptionalInt.of(partitions)), () -> pack(folder));
  }

  private static SequencedMap<String, String> contents(Path folder) throws IOException {
    SequencedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        contents.put(file.getFileName().toString(), new String(bytes, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  @Test
  void sharesWriteTheShardsOfOneProcess() throws IOException {
    for (int partitions : new int[] {1, 2, 7}) {
      for (boolean loses : new boolean[] {false, true}) {
        Path folder = work.resolve(partitions + "-" + loses);
        PackSummary packed = spread(folder, partitions, loses);
        assertThat(contents(folder)).as("%d shares", partitions).isEqualTo(alone);
        assertThat(packed.packed()).isEqualTo(5);
      }
    }
  }

  /** The next command goes on where a killed one ended, whatever it left. */
  @Test
  void whatIsThereIsKept() throws IOException {
    Path folder = work.resolve("killed");
    PackSummary whole = spread(folder, 3, false);
    Files.delete(folder.resolve("index.json"));
    Files.delete(folder.resolve("shard-000001.tar"));
    Files.writeString(folder.resolve(".spread.json"), "{\"kept\": 0, \"pieces\": []}");

    PackSummary rest = spread(folder, 3, true);
    assertThat(contents(folder)).isEqualTo(alone);
    assertThat(rest.kept()).isEqualTo(2);
    assertThat(rest.hash()).isEqualTo(whole.hash());
    assertThat(spread(folder, 3, false).kept()).isEqualTo(5);
  }
}
