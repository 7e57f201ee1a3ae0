package dev.rawline.workbench.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws of items that several processes share. */
class SharedItemsTest {
  @TempDir private Path folder;
  private final Random random = new Random(Seeds.next("SharedItemsTest"));

  /** Squares the number of an item; notes those that divide by three. */
  private record Squares(int rejected) implements SharedItems.Work<Long> {
    @Override
    public Long run(int index, Progress own) throws IOException {
      if (index == rejected) {
        throw new IOException("item %d cannot be squared".formatted(index));
      }
      if (index % 3 == 0) {
        own.note("item " + index + " divides by three");
      }
      return (long) index * index;
    }

    @Override
    public String write(Long result) {
      return result + "\n\"α\"";
    }

    @Override
    public Long read(int index, String text) {
      return Long.parseLong(text.lines().findFirst().orElseThrow());
    }
  }

  /** Keeps what is reported. */
  private static final class Kept implements Progress {
    private final List<String> notes = new ArrayList<>();
    private int ended;

    @Override
    public synchronized void note(String note) {
      notes.add(note);
    }

    @Override
    public synchronized void end(String result) {
      ended++;
    }
  }

  private static SharedItems<Long> items(int count, int rejected) {
    return new SharedItems<>(
        "items",
        IntStream.range(0, count).mapToObj(i -> Path.of("item " + i)).toList(),
        2,
        new Squares(rejected));
  }

  private static List<Long> spread(SharedItems<Long> items, Cluster cluster, int parts, Kept kept)
      throws IOException {
    return Share.run(new Share.Spread(cluster, OptionalInt.of(parts)), () -> items.run(kept));
  }

  @Test
  void resultsAndNotesAreThoseOfOneProcessWhateverIsLost() throws IOException {
    int count = 1 + random.nextInt(40);
    SharedItems<Long> items = items(count, -1);
    Kept alone = new Kept();
    List<Long> expected = items.run(alone);
    for (int parts : new int[] {1, 2, 7, 100}) {
      for (boolean loses : new boolean[] {false, true}) {
        Kept kept = new Kept();
        LocalCluster cluster = new LocalCluster(2, loses, () -> items.run(Progress.SILENT));
        assertThat(spread(items, cluster, parts, kept)).isEqualTo(expected);
        assertThat(kept.ended).as("each item ends once").isEqualTo(count);
        assertThat(kept.notes).isSubsetOf(alone.notes).containsAll(alone.notes);
      }
    }
  }

  @Test
  void whatIsStillToBeMadeIsSharedByNumber() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      files.add(folder.resolve("new" + i));
    }
    for (int made = 0; made < 3; made++) {
      List<Share.Items> shares = new SharedItems<>("files", files, 1, new Squares(-1)).shares(8);
      assertThat(shares).hasSize(8).allMatch(share -> share.to() - share.from() <= 2);
      Files.write(files.get(made), new byte[1 << 16]); // a run that was interrupted
    }
  }

  @Test
  void sharesCoverAllItemsOnceAndWeighAlike() throws IOException {
    List<Path> files = new ArrayList<>();
    long all = 0;
    int largest = 0;
    for (int i = 0; i < 30; i++) {
      int size = 1 + random.nextInt(5000);
      files.add(Files.write(folder.resolve("file" + i), new byte[size]));
      all += size;
      largest = Math.max(largest, size);
    }
    for (int wanted : new int[] {1, 2, 7, 30, 1000}) {
      List<Share.Items> shares =
          new SharedItems<>("files", files, 1, new Squares(-1)).shares(wanted);
      assertThat(shares).hasSizeBetween(1, Math.min(wanted, files.size()));
      int next = 0;
      for (Share.Items range : shares) {
        assertThat(range.from()).isEqualTo(next);
        next = range.to();
        long bytes = 0;
        for (Path file : files.subList(range.from(), range.to())) {
          bytes += Files.size(file);
        }
        assertThat(bytes).isLessThanOrEqualTo(all / Math.min(wanted, 30) + 2L * largest);
      }
      assertThat(next).isEqualTo(files.size());
    }
  }

  @Test
  void theFailureOfAnItemIsThatOfTheCommand() {
    SharedItems<Long> items = items(9, 4);
    LocalCluster cluster = new LocalCluster(2, false, () -> items.run(Progress.SILENT));
    assertThatThrownBy(() -> spread(items, cluster, 3, new Kept()))
        .isInstanceOf(IOException.class)
        .hasMessage("item 4 cannot be squared");
  }

  @Test
  void anItemThatNobodyDidIsNamed() {
    SharedItems<Long> items = items(3, -1);
    Cluster forgetful =
        new Cluster() {
          @Override
          public int slots() {
            return 1;
          }

          @Override
          public List<List<ShareReport>> run(List<Share> shares, Listener reports) {
            return List.of(List.of(new ShareReport.Item(0, "0"), new ShareReport.Done()));
          }

          @Override
          public void stop() {}

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> spread(items, forgetful, 1, new Kept()))
        .hasMessage(
            "item 1 was done by no process of the cluster: run the command again, it resumes");
  }

  @Test
  void sharesSurviveTheirWords() {
    for (Share share :
        List.of(
            new Share.Items("items of two words", 3, 17),
            new Share.OneStep("0f"),
            new Share.Rank(1, 2, "[::1]:29500"))) {
      assertThat(Share.of(share.words())).isEqualTo(share);
    }
    assertThat(Share.of(null)).isEqualTo(new Share.Whole());
    for (String wrong :
        List.of(
            "items 1",
            "step",
            "items 3 3 files",
            "items 1 2",
            "all",
            "items a b files",
            "rank 2 2 a:1",
            "rank 0")) {
      assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> Share.of(wrong));
    }
  }
}
