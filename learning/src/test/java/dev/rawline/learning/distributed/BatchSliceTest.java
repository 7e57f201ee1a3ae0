package dev.rawline.learning.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSliceTest {
  @Test
  void slicesOfAllProcessesAreTheBatchInItsOrder() {
    for (int world = 1; world <= 7; world++) {
      for (int batch = 1; batch <= 20; batch++) {
        List<Integer> all = new ArrayList<>();
        for (int rank = 0; rank < world; rank++) {
          BatchSlice slice = BatchSlice.of(batch, rank, world);
          assertThat(slice.to() - slice.from()).isPositive();
          assertThat(slice.count()).isBetween(batch / world, Math.ceilDiv(batch, world));
          if (slice.count() > 0) {
            IntStream.range(slice.from(), slice.to()).forEach(all::add);
          }
        }
        assertThat(all).isEqualTo(IntStream.range(0, batch).boxed().toList());
      }
    }
  }

  /** The loader cuts a shard into pieces of one size: no batch may need more than the first. */
  @Test
  void aShardIsCutIntoTheSlicesOfItsBatches() {
    List<Integer> order = IntStream.range(0, 12).boxed().toList();
    assertThat(BatchSlice.shard(order, 5, 0, 3)).containsExactly(0, 1, 5, 6, 10);
    assertThat(BatchSlice.shard(order, 5, 1, 3)).containsExactly(2, 3, 7, 8, 11);
    assertThat(BatchSlice.shard(order, 5, 2, 3)).containsExactly(4, 9, 10);
  }

  @Test
  void wrongPlacesAreRejectedTogether() {
    assertThatThrownBy(() -> new Rendezvous("", 70000, 2, 2, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "rank is 2: expected 0 to 1",
            "rendezvous has no host",
            "is 70000: expected 1 to 65535");
  }
}
