package dev.rawline.imaging.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ParallelTest {

  @Test
  void everyTaskIsDoneOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(1000);
    Parallel.forEach(4, done.length(), done::incrementAndGet);
    for (int i = 0; i < done.length(); i++) {
      assertThat(done.get(i)).as("task %d", i).isOne();
    }
  }

  @Test
  void exceptionIsThrownAfterAllTasksHaveEnded() {
    for (int round = 0; round < 100; round++) {
      AtomicInteger begun = new AtomicInteger();
      AtomicInteger ended = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  Parallel.forEach(
                      4,
                      100_000,
                      i -> {
                        begun.incrementAndGet();
                        if (i == 10) {
                          ended.incrementAndGet();
                          throw new IllegalStateException("the tenth");
                        }
                        LockSupport.parkNanos(100_000);
                        ended.incrementAndGet();
                      }))
          .hasMessage("the tenth");
      assertThat(begun.get()).isEqualTo(ended.get()).isLessThan(100_000);
    }
  }

  @Test
  void oneThreadIsTheCallingThread() {
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    String result =
        Parallel.alone(
            () -> {
              Parallel.forEach(4, 1000, _ -> workers.add(Thread.currentThread()));
              return "done";
            });
    assertThat(result).isEqualTo("done");
    assertThat(workers).containsExactly(Thread.currentThread());
    assertThatThrownBy(
            () ->
                Parallel.alone(
                    () -> {
                      throw new IOException("as it came");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("as it came");
  }
}
