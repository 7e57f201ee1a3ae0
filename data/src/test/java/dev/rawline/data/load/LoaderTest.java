package dev.rawline.data.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleMask;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoaderTest {
  private final AtomicInteger read = new AtomicInteger();

  /** A mosaic of one pixel that holds its number. */
  private interface Reading {
    RawImage of(int number) throws IOException;
  }

  private record Numbered(int number, AtomicInteger begun, Reading reading) implements RawPicture {
    @Override
    public String name() {
      return "picture " + number;
    }

    @Override
    public RawImage read() throws IOException {
      begun.incrementAndGet();
      return reading.of(number);
    }
  }

  private static RawImage pixel(int number) {
    return RawImage.normalised(1, 1, Cfa.RGGB, new float[] {number});
  }

  private List<Sample> samples(int count, Reading reading) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Sample("s" + i, new Numbered(i, read, reading), Label.NONE))
        .toList();
  }

  private static LoaderSettings loading(
      long seed, int batch, boolean partial, int threads, int ahead) {
    return new LoaderSettings(seed, true, batch, partial, threads, ahead);
  }

  private static List<String> ids(List<LoadedSample> batch) {
    return batch.stream().map(loaded -> loaded.sample().id()).toList();
  }

  private static List<List<String>> batches(Loader loader, int epoch, int first)
      throws IOException {
    List<List<String>> batches = new ArrayList<>();
    try (Epoch<LoadedSample> running = loader.epoch(epoch, first, one -> one)) {
      while (running.hasNext()) {
        List<LoadedSample> batch = running.next();
        for (LoadedSample loaded : batch) {
          assertThat("s" + (int) loaded.frame().samples()[0]).isEqualTo(loaded.sample().id());
        }
        batches.add(ids(batch));
      }
    }
    return batches;
  }

  private static List<Thread> prefetching() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("prefetch-") && thread.isAlive())
        .toList();
  }

  @Test
  void theOrderDependsOnTheSeedAndNotOnThreads() throws Exception {
    Random random = new Random(Seeds.next("LoaderTest"));
    for (int round = 0; round < 20; round++) {
      int count = random.nextInt(60);
      int batch = 1 + random.nextInt(9);
      boolean partial = random.nextBoolean();
      long seed = random.nextLong();
      List<Sample> samples = samples(count, LoaderTest::pixel);
      List<List<String>> expected =
          batches(new Loader(samples, loading(seed, batch, partial, 1, batch)), round, 0);
      for (int threads : new int[] {2, 7}) {
        Loader loader =
            new Loader(samples, loading(seed, batch, partial, threads, batch + random.nextInt(9)));
        assertThat(batches(loader, round, 0)).isEqualTo(expected).hasSize(loader.batches());
        assertThat(expected.stream().flatMap(List::stream))
            .containsExactlyElementsOf(
                loader.order(round).stream()
                    .map(Sample::id)
                    .limit(partial ? count : count / batch * batch)
                    .toList());
      }
    }
    assertThat(prefetching()).isEmpty();
  }

  @Test
  void everyEpochHasEverySampleOnceInAnotherOrder() throws Exception {
    Loader loader = new Loader(samples(50, LoaderTest::pixel), loading(3, 7, true, 2, 14));
    HashSet<List<String>> orders = new HashSet<>();
    for (int epoch = 0; epoch < 20; epoch++) {
      List<String> order = loader.order(epoch).stream().map(Sample::id).toList();
      assertThat(order).doesNotHaveDuplicates().hasSize(50);
      orders.add(order);
      assertThat(new Loader(loader.samples(), loading(3, 2, false, 1, 2)).order(epoch))
          .isEqualTo(loader.order(epoch));
    }
    assertThat(orders).hasSize(20);
    assertThat(new Loader(loader.samples(), loading(4, 7, true, 2, 14)).order(0))
        .isNotEqualTo(loader.order(0));
  }

  /** χ² of 23 degrees of freedom exceeds 60 once in 37 000 seeds; this seed is fixed. */
  @Test
  void allOrdersAreEquallyLikely() {
    Loader loader = new Loader(samples(4, LoaderTest::pixel), loading(1, 1, true, 1, 1));
    int epochs = 24_000;
    List<List<Sample>> orders =
        IntStream.range(0, epochs).mapToObj(loader::order).distinct().toList();
    assertThat(orders).hasSize(24);
    int[] counts = new int[24];
    IntStream.range(0, epochs).forEach(e -> counts[orders.indexOf(loader.order(e))]++);
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += Math.pow(count - epochs / 24.0, 2) / (epochs / 24.0);
    }
    assertThat(chiSquare).isLessThan(60);
  }

  @Test
  void withoutShufflingSamplesKeepTheirOrder() throws Exception {
    List<Sample> samples = samples(9, LoaderTest::pixel);
    assertThat(
            batches(new Loader(samples, LoaderSettings.inOrder()), 5, 0).stream()
                .flatMap(List::stream))
        .containsExactlyElementsOf(samples.stream().map(Sample::id).toList());
  }

  @Test
  void thePartialBatchIsKeptOrDropped() throws Exception {
    List<Sample> samples = samples(10, LoaderTest::pixel);
    assertThat(batches(new Loader(samples, loading(1, 4, true, 2, 4)), 0, 0))
        .extracting(List::size)
        .containsExactly(4, 4, 2);
    read.set(0);
    assertThat(batches(new Loader(samples, loading(1, 4, false, 2, 4)), 0, 0))
        .extracting(List::size)
        .containsExactly(4, 4);
    assertThat(read).hasValue(8);
  }

  @Test
  void anEpochResumesAtAnyBatchWithoutDecodingEarlierOnes() throws Exception {
    Loader loader = new Loader(samples(23, LoaderTest::pixel), loading(8, 5, true, 2, 10));
    List<List<String>> whole = batches(loader, 2, 0);
    for (int first = 0; first <= 5; first++) {
      read.set(0);
      assertThat(batches(loader, 2, first)).isEqualTo(whole.subList(first, 5));
      assertThat(read).hasValue(first == 5 ? 0 : 23 - 5 * first);
    }
    assertThatThrownBy(() -> loader.epoch(2, 6, one -> one))
        .hasMessage("batch 6 of an epoch of 5 batches: expected 0 to 5");
    assertThatThrownBy(() -> loader.epoch(-1)).hasMessage("epoch -1: expected 0 or more");
  }

  /** Converted samples keep their order, and are converted by the decoding threads. */
  @Test
  void samplesAreConvertedAheadOfTheConsumer() throws Exception {
    Loader loader = new Loader(samples(20, LoaderTest::pixel), loading(3, 4, true, 2, 8));
    List<String> makers = Collections.synchronizedList(new ArrayList<>());
    List<String> made = new ArrayList<>();
    try (Epoch<String> epoch =
        loader.epoch(
            1,
            2,
            loaded -> {
              makers.add(Thread.currentThread().getName());
              return loaded.sample().id() + " made";
            })) {
      while (epoch.hasNext()) {
        made.addAll(epoch.next());
      }
    }
    assertThat(made)
        .isEqualTo(loader.order(1).subList(8, 20).stream().map(one -> one.id() + " made").toList());
    assertThat(makers).hasSize(12).allMatch(name -> name.startsWith("prefetch"));
  }

  @Test
  void aFailedConversionIsReportedInItsPlace() throws Exception {
    Loader loader =
        new Loader(samples(6, LoaderTest::pixel), new LoaderSettings(0, false, 2, true, 2, 4));
    try (Epoch<LoadedSample> epoch =
        loader.epoch(
            0,
            0,
            loaded -> {
              if (loaded.sample().id().equals("s3")) {
                throw new IOException("sample s3 is too small");
              }
              return loaded;
            })) {
      assertThat(ids(epoch.next())).containsExactly("s0", "s1");
      assertThatThrownBy(epoch::next)
          .isInstanceOf(IOException.class)
          .hasMessage("sample s3 is too small");
    }
  }

  @Test
  void anEmptyDataSetLoadsNothing() throws Exception {
    Loader loader = new Loader(List.of(), LoaderSettings.shuffled(1, 4));
    assertThat(loader.batches()).isZero();
    try (Epoch<LoadedSample> epoch = loader.epoch(0)) {
      assertThat(epoch.hasNext()).isFalse();
      assertThatThrownBy(epoch::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the epoch has ended: call hasNext() first");
    }
  }

  /** While the consumer waits, the threads decode as far ahead as allowed. */
  @Test
  void noMoreSamplesAreDecodedAheadThanAllowed() throws Exception {
    for (int threads : new int[] {1, 2, 7}) {
      AtomicInteger handedOut = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      read.set(0);
      List<Sample> samples =
          samples(
              60,
              number -> {
                // A sample counts from the moment it begins to be decoded.
                most.accumulateAndGet(read.get() - handedOut.get(), Math::max);
                return pixel(number);
              });
      int ahead = 6;
      try (Epoch<LoadedSample> epoch =
          new Loader(samples, loading(1, 3, true, threads, ahead)).epoch(0)) {
        while (epoch.hasNext()) {
          int expected = Math.min(60, handedOut.get() + ahead);
          while (read.get() < expected) {
            Thread.onSpinWait();
          }
          Thread.sleep(1); // long enough for one too many
          assertThat(read.get() - handedOut.get()).isLessThanOrEqualTo(ahead);
          handedOut.addAndGet(3); // set first, because the other thread may be quick
          assertThat(epoch.next()).hasSize(3);
        }
      }
      assertThat(most.get()).isBetween(1, ahead);
    }
  }

  @Test
  void aFailureIsReportedInItsPlaceWithTheSamplesName() throws Exception {
    for (int threads : new int[] {1, 2, 7}) {
      List<Sample> samples =
          samples(
              40,
              number -> {
                if (number == 11 || number == 13) {
                  throw new IOException("file " + number + ": is empty; copy it again");
                }
                return pixel(number);
              });
      try (Epoch<LoadedSample> epoch =
          new Loader(samples, new LoaderSettings(0, false, 4, true, threads, 16)).epoch(0)) {
        assertThat(ids(epoch.next())).containsExactly("s0", "s1", "s2", "s3");
        assertThat(ids(epoch.next())).containsExactly("s4", "s5", "s6", "s7");
        for (int attempt = 0; attempt < 2; attempt++) {
          assertThatThrownBy(epoch::next)
              .isInstanceOf(IOException.class)
              .hasMessage("sample s11 cannot be loaded: file 11: is empty; copy it again");
        }
      }
      assertThat(prefetching()).isEmpty();
    }
  }

  @Test
  void everyExceptionOfADecoderIsReported() {
    List<Sample> broken =
        samples(
            3,
            number -> {
              throw new IllegalArgumentException("3 is no width");
            });
    try (Epoch<LoadedSample> epoch = new Loader(broken, LoaderSettings.inOrder()).epoch(0)) {
      assertThatThrownBy(epoch::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("sample s0 cannot be loaded: ")
          .hasMessageContaining("3 is no width");
    }
    List<Sample> exhausted =
        samples(
            3,
            number -> {
              throw new OutOfMemoryError("heap");
            });
    try (Epoch<LoadedSample> epoch = new Loader(exhausted, LoaderSettings.inOrder()).epoch(0)) {
      assertThatThrownBy(epoch::next).isInstanceOf(OutOfMemoryError.class).hasMessage("heap");
    }
    assertThat(prefetching()).isEmpty();
  }

  @Test
  void aMaskOfAnotherSizeIsRejected() {
    SampleMask mask =
        new SampleMask() {
          @Override
          public String name() {
            return "mask 0";
          }

          @Override
          public Mask read() {
            return new Mask(2, 1, new byte[2]);
          }
        };
    Sample sample = samples(1, LoaderTest::pixel).getFirst().with(Label.of(mask));
    assertThatThrownBy(() -> LoadedSample.of(sample))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "sample s0 cannot be loaded: its mask (mask 0) has 2×1 pixels, its image (picture 0)"
                + " 1×1; give it a mask of the image's size");
  }

  @Test
  void closingInTheMiddleStopsAllThreads() throws Exception {
    Loader loader = new Loader(samples(1000, LoaderTest::pixel), loading(1, 2, true, 7, 20));
    Epoch<LoadedSample> epoch = loader.epoch(0);
    assertThat(epoch.next()).hasSize(2);
    epoch.close();
    assertThat(prefetching()).isEmpty();
    assertThat(read.get()).isLessThanOrEqualTo(22);
    assertThatThrownBy(epoch::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("it is closed: take results before close()");
    epoch.close();
  }

  /** A decoder waits until the consumer has been interrupted. */
  @Test
  void anInterruptedConsumerStopsWaiting() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    List<Sample> samples =
        samples(
            2,
            number -> {
              try {
                goOn.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return pixel(number);
            });
    List<Throwable> recorded = Collections.synchronizedList(new ArrayList<>());
    Epoch<LoadedSample> epoch = new Loader(samples, LoaderSettings.inOrder()).epoch(0);
    Thread consumer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    epoch.next();
                  } catch (IOException e) {
                    recorded.add(e);
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                  }
                });
    consumer.interrupt();
    consumer.join();
    assertThat(recorded).singleElement().isInstanceOf(InterruptedIOException.class);
    goOn.countDown();
    epoch.close();
    assertThat(prefetching()).isEmpty();
  }

  @Test
  void outOfRangeValuesAreRejected() {
    assertThatThrownBy(() -> loading(1, 0, true, 1, 1))
        .hasMessage("batch is 0: expected at least 1 sample");
    assertThatThrownBy(() -> loading(1, 1, true, 0, 1))
        .hasMessage("threads is 0: expected at least 1 thread");
    assertThatThrownBy(() -> loading(1, 8, true, 1, 7))
        .hasMessage("ahead is 7: expected at least one batch, 8 samples");
  }
}
