package dev.rawline.cluster;

import dev.rawline.data.web.Address;
import dev.rawline.workbench.share.Cluster;
import dev.rawline.workbench.share.Submission;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.Utils;

/**
 * Connects to Apache Spark, whose {@code SPARK_CONF_DIR/spark-defaults.conf} and {@code
 * spark-submit --conf} are heeded.
 */
public final class SparkProvider implements Cluster.Provider {
  /** What follows {@code --on} names. */
  static final String EXPECTED =
      "--on is '%s': expected spark://HOST:PORT, yarn, k8s://ADDRESS or local[N]";

  private static final Pattern MASTER =
      Pattern.compile(
          "(spark://HOST(,HOST)*|yarn|k8s://.+|local(\\[(\\*|\\d+)(,\\d+)?])?|local-cluster\\[.+])"
              .replace("HOST", "(\\[[^\\]]+]|[^\\s:/,\\[]+):\\d+"));

  /**
   * Variables that bound the memory of a process, place its threads, spell its files, or say where
   * it keeps what.
   */
  private static final Pattern VARIABLES =
      Pattern.compile("OMP_.*|MALLOC_.*|LC_ALL|RAWLINE_(LAB|CACHE|TRACKING_URI)");

  @Override
  public Submission submission(
      String master, List<String> command, Map<String, String> settings, List<Path> places) {
    return SparkSubmission.of(master, command, settings, places);
  }

  /** Returns whether a cluster may have this address. */
  static boolean isMaster(String address) {
    return MASTER.matcher(address).matches();
  }

  /** Returns the variables of this process that every other one is to have, but for secrets. */
  static SortedMap<String, String> variables() {
    SortedMap<String, String> variables = new TreeMap<>(System.getenv());
    variables
        .entrySet()
        .removeIf(
            each ->
                !VARIABLES.matcher(each.getKey()).matches()
                    || new Address(each.getValue()).isSecret());
    return variables;
  }

  @Override
  public Cluster connect(
      String master, List<String> command, Supplier<Map<String, String>> variables)
      throws IOException {
    if (!isMaster(master)) {
      throw new IllegalArgumentException(EXPECTED.formatted(master));
    }
    SparkConf conf = new SparkConf();
    if (!conf.contains("spark.submit.deployMode")) { // which has set it, and read the defaults
      conf.setMaster(master);
      String _ = Utils.loadDefaultSparkProperties(conf, null);
    }
    conf.setIfMissing("spark.app.name", "rawline");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.speculation", "true");
    conf.setIfMissing("spark.task.maxFailures", "4");
    conf.setIfMissing("spark.executor.heartbeatInterval", "5s");
    variables().forEach((name, value) -> conf.setIfMissing("spark.executorEnv." + name, value));
    conf.setIfMissing("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "5s");
    conf.setIfMissing("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "12");
    add(conf, "spark.plugins", ShareMessages.class.getName());
    Path own = ownClasses();
    if (Files.isRegularFile(own)) { // else the machines have them
      add(conf, "spark.jars", own.toString());
    }
    try {
      return new SparkCluster(new JavaSparkContext(conf), command, variables);
    } catch (RuntimeException e) {
      throw new IOException(
          "cannot reach the cluster %s: %s; is its master running, and of Spark %s?"
              .formatted(master, e.getMessage(), org.apache.spark.package$.MODULE$.SPARK_VERSION()),
          e);
    }
  }

  private static void add(SparkConf conf, String key, String value) {
    conf.set(key, conf.contains(key) ? conf.get(key) + "," + value : value);
  }

  /**
   * Returns the jar of this module's classes, which executors need; a folder while it is tested.
   */
  static Path ownClasses() {
    return classes(SparkProvider.class);
  }

  /** Returns the jar of a class, or its folder. */
  static Path classes(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
