package dev.rawline.workbench.step;

import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.workbench.share.Cluster;
import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.share.ShareDoneException;
import dev.rawline.workbench.share.ShareEnd;
import dev.rawline.workbench.share.ShareReport;
import dev.rawline.workbench.step.StepFolder.Found;
import dev.rawline.workbench.step.StepGraph.Node;
import dev.rawline.workbench.step.StepsFailedException.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Steps → results: runs what has no finished result yet, in parallel as threads and memory allow.
 *
 * <p>Steps begin in the order of the plan, those that a step needs before it; if the next one
 * exceeds the free resources, a later one may begin. A step that no unfinished step needs is
 * neither run nor read. Results do not depend on the number of steps that run at once.
 */
public final class StepRunner {
  /** The interval of checks whether a step that another process runs is finished [ms]. */
  private static final long POLL_INTERVAL = 100;

  private static final double GIGABYTE = 1e9;

  private final StepStore store;
  private final Resources resources;
  private final StepListener progress;
  private final Share share = Share.current();

  /** The steps that run. */
  private final Set<StepContext> active = new HashSet<>();

  private boolean stopped;

  /**
   * Creates a runner; nothing is read or written yet.
   *
   * @param store the store of the results
   * @param resources the resources of all steps together; a step that needs more runs alone
   */
  public StepRunner(StepStore store, Resources resources, StepListener progress) {
    this.store = store;
    this.resources = resources;
    this.progress =
        new SynchronizedProgress(
            Share.isPart() ? new ShareListener(Share.REPORTS.get()) : progress);
  }

  /**
   * Runs steps, and those that they need unless these are finished.
   *
   * @param wanted the steps whose results are requested
   * @throws IllegalArgumentException if a step depends on itself; the message states the cycle
   * @throws CancellationException if it was stopped; finished results are kept, and the same call
   *     by another runner resumes
   * @throws dev.rawline.workbench.share.ShareDoneException if this process runs one of the steps
   *     only, and has
   * @throws StepsFailedException if steps fail: those that depend on them are skipped, all others
   *     are run first
   * @throws IOException if the store cannot be used
   */
  public StepResults run(List<? extends Step<?>> wanted) throws IOException {
    if (Share.isPart()) {
      ShareEnd.onRequest(this::requestStop);
    }
    return new Execution(StepGraph.of(wanted)).run();
  }

  /**
   * Requests a stop: no further step begins, and running steps are requested to stop. Any thread
   * may call; a runner that was stopped remains so.
   */
  public void requestStop() {
    synchronized (active) {
      stopped = true;
    }
    stopActive();
  }

  private boolean isStopped() {
    synchronized (active) {
      return stopped;
    }
  }

  /** Requests running steps to stop. */
  private void stopActive() {
    List<StepContext> all;
    synchronized (active) {
      all = List.copyOf(active);
    }
    all.forEach(StepContext::stop);
  }

  /** A step begins; it is stopped at once if a stop was requested. */
  private void activate(StepContext work) {
    synchronized (active) {
      active.add(work);
    }
    if (isStopped()) {
      work.stop();
    }
  }

  /**
   * One run of a graph: one thread starts steps and receives their ends; each step has a thread of
   * its own.
   */
  private final class Execution {
    private final StepGraph graph;

    /** Steps that have not begun, in the order of the plan. */
    private final SequencedMap<String, Node> pending = new LinkedHashMap<>();

    private final Set<String> made = new HashSet<>();
    private final Set<String> reused = new HashSet<>();
    private final Set<String> elsewhere = new HashSet<>();
    private final List<Failure> failures = new ArrayList<>();

    private final Set<String> awaited = new HashSet<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private int leftOut;
    private int running;
    private int usedThreads;
    private long usedBytes;
    private boolean interrupted;

    /**
     * A step that has ended.
     *
     * @param node the step
     * @param cost the resources that it used
     * @param how its outcome
     * @param cause the cause of its failure, if it failed
     */
    private record Ended(Node node, Step.Cost cost, StepOutcome how, Optional<Throwable> cause) {}

    Execution(StepGraph graph) {
      this.graph = graph;
    }

    /** Runs the steps, as {@link StepRunner#run} describes. */
    StepResults run() throws IOException {
      lookUp();
      if (share instanceof Share.OneStep(String key)) {
        new NeededResults(graph, store).await(key, made);
        pending.keySet().retainAll(Set.of(key));
      }
      List<Step<?>> toRun = new ArrayList<>();
      pending.values().forEach(node -> toRun.add(node.step()));
      progress.begins(toRun, graph.nodes().size() - toRun.size());
      try (ExecutorService threads =
          Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("step ", 1).factory())) {
        try {
          runAll(threads);
        } finally {
          if (running > 0) { // this thread itself has failed
            stopActive();
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      if (!failures.isEmpty()) {
        throw new StepsFailedException(failures, leftOut, graph.nodes().size());
      }
      if (!pending.isEmpty()) {
        throw new CancellationException(
            "stopped with %d of %d steps left; completed steps are kept"
                .formatted(pending.size(), graph.nodes().size()));
      }
      if (share instanceof Share.OneStep) {
        throw new ShareDoneException();
      }
      return new StepResults(graph, store, reused, elsewhere);
    }

    /**
     * Determines what must be run: what is requested, or needed by such a step, and is not
     * finished.
     */
    private void lookUp() throws IOException {
      Deque<String> required = new ArrayDeque<>(graph.wanted());
      Set<String> seen = new HashSet<>(required);
      Set<String> unfinished = new HashSet<>();
      while (!required.isEmpty()) {
        String key = required.removeFirst();
        if (store.of(key).find(store.check()) instanceof Found.Finished) {
          made.add(key);
          reused.add(key);
        } else {
          unfinished.add(key);
          graph.node(key).needs().stream().filter(seen::add).forEach(required::addLast);
        }
      }
      for (Node node : graph.nodes()) {
        if (unfinished.contains(node.key())) {
          pending.put(node.key(), node);
        }
      }
    }

    private void runAll(ExecutorService threads) {
      while (true) {
        boolean awaits = !isStopped() && beginWhatCan(threads);
        if (running == 0 && !awaits) {
          return;
        }
        try {
          Ended one = awaits ? ended.poll(POLL_INTERVAL, TimeUnit.MILLISECONDS) : ended.take();
          if (one != null) {
            ends(one);
          }
        } catch (InterruptedException e) {
          interrupted = true;
          requestStop();
        }
      }
    }

    /** Begins steps, and returns whether some wait for another process. */
    private boolean beginWhatCan(ExecutorService threads) {
      boolean awaits = false;
      boolean again = true;
      while (again) {
        awaits = false;
        again = false;
        for (Node node : List.copyOf(pending.sequencedValues())) {
          if (pending.containsKey(node.key())
              && made.containsAll(node.needs())
              && fits(node.step().cost())) {
            switch (begin(node, threads)) {
              case BEGUN -> {}
              case FINISHED -> again = true; // a step that needs it may precede it in this round
              case AWAITED -> awaits = true;
            }
          }
        }
      }
      return awaits;
    }

    private boolean fits(Step.Cost cost) {
      if (share instanceof Share.Spread(Cluster cluster, _)) {
        return running < cluster.slots();
      }
      return running == 0
          || (usedThreads + threads(cost) <= resources.threads()
              && cost.bytes() <= resources.bytes() - usedBytes);
    }

    private int threads(Step.Cost cost) {
      return Math.min(cost.threads(), resources.threads());
    }

    private enum StartState {
      BEGUN,
      FINISHED,
      AWAITED
    }

    private StartState begin(Node node, ExecutorService threads) {
      StepFolder folder = store.of(node.key());
      if (share instanceof Share.Spread(Cluster cluster, _)) {
        pending.remove(node.key());
        running++;
        StepContext work = new StepContext(graph, node, store, progress);
        progress.begins(node.step());
        threads.execute(() -> ended.add(runElsewhere(cluster, node, folder, work)));
        return StartState.BEGUN;
      }
      try {
        Optional<ExclusiveLock> lock = folder.tryLock();
        if (lock.isEmpty()) {
          if (awaited.add(node.key())) {
            progress.notes(node.step(), "is being run by another process; waiting for its result");
          }
          return StartState.AWAITED;
        }
        return begin(node, folder, lock.get(), threads);
      } catch (IOException e) {
        pending.remove(node.key());
        fails(node, e);
        return StartState.BEGUN;
      }
    }

    private StartState begin(
        Node node, StepFolder folder, ExclusiveLock lock, ExecutorService threads)
        throws IOException {
      boolean handedOver = false;
      try {
        switch (folder.find(store.check())) {
          case Found.Finished() -> {
            pending.remove(node.key());
            made.add(node.key());
            reused.add(node.key());
            progress.ends(node.step(), new StepOutcome.Reused());
            return StartState.FINISHED;
          }
          case Found.Modified(String how) -> {
            progress.notes(node.step(), "is repeated: " + how);
            folder.clear();
          }
          case Found.Unfinished() -> {}
        }
        Step.Cost cost = node.step().cost();
        if (cost.bytes() > resources.bytes()) {
          progress.notes(node.step(), tooLarge(cost));
        }
        pending.remove(node.key());
        running++;
        usedThreads += threads(cost);
        usedBytes += cost.bytes();
        StepContext work = new StepContext(graph, node, store, progress);
        progress.begins(node.step());
        threads.execute(() -> ended.add(run(node, cost, folder, work, lock)));
        handedOver = true;
        return StartState.BEGUN;
      } finally {
        if (!handedOver) {
          lock.close();
        }
      }
    }

    private String tooLarge(Step.Cost cost) {
      return String.format(
          Locale.ROOT,
          "may need %.1f GB of %.1f GB of memory: it runs alone",
          cost.bytes() / GIGABYTE,
          resources.bytes() / GIGABYTE);
    }

    /** Runs a step in its own thread. */
    private Ended run(
        Node node, Step.Cost cost, StepFolder folder, StepContext work, ExclusiveLock lock) {
      activate(work);
      try (lock) {
        folder.begin();
        long start = System.nanoTime();
        node.step().run(work);
        node.step().read(folder.files()); // a result that cannot be read is not finished
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        folder.finish(node, took);
        return new Ended(node, cost, new StepOutcome.Finished(took), Optional.empty());
      } catch (Throwable e) { // whatever happens to a step, the others continue
        if (e instanceof CancellationException && work.isStopping()) {
          return new Ended(node, cost, new StepOutcome.Stopped(), Optional.empty());
        }
        String why = new Failure(node.step().name(), e).why();
        return new Ended(node, cost, new StepOutcome.Failed(why), Optional.of(e));
      } finally {
        synchronized (active) {
          active.remove(work);
        }
      }
    }

    /** Has a machine of the cluster run a step; its result is in the store that all share. */
    private Ended runElsewhere(Cluster cluster, Node node, StepFolder folder, StepContext work) {
      Step.Cost none = new Step.Cost(1, 0);
      activate(work);
      work.onStop(cluster::stop);
      try {
        List<List<ShareReport>> _ =
            cluster.run(List.of(new Share.OneStep(node.key())), (_, report) -> show(report, work));
        if (!(folder.find(store.check()) instanceof Found.Finished)) {
          throw new IOException(
              "%s has no result of a step that ran on the cluster: give a folder that is the same on all machines with --steps"
                  .formatted(store.folder()));
        }
        node.step().read(folder.files());
        return new Ended(node, none, new StepOutcome.Finished(folder.took()), Optional.empty());
      } catch (Throwable e) { // whatever happens to a step, the others continue
        if (e instanceof CancellationException && work.isStopping()) {
          return new Ended(node, none, new StepOutcome.Stopped(), Optional.empty());
        }
        String why = new Failure(node.step().name(), e).why();
        return new Ended(node, none, new StepOutcome.Failed(why), Optional.of(e));
      } finally {
        synchronized (active) {
          active.remove(work);
        }
      }
    }

    private static void show(ShareReport report, StepContext work) {
      switch (report) {
        case ShareReport.Advance(long done, long all, String words) ->
            work.reports(done, all, words);
        case ShareReport.Note(String note) -> work.notes(note);
        case ShareReport.Item _, ShareReport.Done _ -> {}
      }
    }

    private void ends(Ended one) {
      Node node = one.node();
      running--;
      if (!(share instanceof Share.Spread)) {
        usedThreads -= threads(one.cost());
        usedBytes -= one.cost().bytes();
      }
      switch (one.how()) {
        case StepOutcome.Finished _ -> {
          made.add(node.key());
          if (share instanceof Share.Spread) {
            elsewhere.add(node.key());
          }
          progress.ends(node.step(), one.how());
        }
        case StepOutcome.Stopped() -> {
          pending.put(node.key(), node);
          progress.ends(node.step(), one.how());
        }
        case StepOutcome.Failed _ -> fails(node, one.cause().orElseThrow());
        case StepOutcome.Reused _, StepOutcome.LeftOut _ ->
            throw new IllegalStateException("a step that was not begun has ended");
      }
    }

    /** A step has failed: all steps that depend on it are skipped. */
    private void fails(Node node, Throwable cause) {
      Failure failure = new Failure(node.step().name(), cause);
      failures.add(failure);
      progress.ends(node.step(), new StepOutcome.Failed(failure.why()));
      Set<String> lost = new HashSet<>(Set.of(node.key()));
      for (Node later : List.copyOf(pending.sequencedValues())) {
        if (later.needs().stream().anyMatch(lost::contains)) {
          lost.add(later.key());
          pending.remove(later.key());
          leftOut++;
          progress.ends(later.step(), new StepOutcome.LeftOut(failure.name()));
        }
      }
    }
  }

  /**
   * Passes the calls of several threads on, one at a time.
   *
   * @param progress the receiver
   */
  private record SynchronizedProgress(StepListener progress) implements StepListener {
    @Override
    public synchronized void begins(List<Step<?>> toRun, int reused) {
      progress.begins(toRun, reused);
    }

    @Override
    public synchronized void begins(Step<?> step) {
      progress.begins(step);
    }

    @Override
    public synchronized void reports(Step<?> step, long done, long all, String words) {
      progress.reports(step, done, all, words);
    }

    @Override
    public synchronized void notes(Step<?> step, String note) {
      progress.notes(step, note);
    }

    @Override
    public synchronized void ends(Step<?> step, StepOutcome end) {
      progress.ends(step, end);
    }
  }
}
