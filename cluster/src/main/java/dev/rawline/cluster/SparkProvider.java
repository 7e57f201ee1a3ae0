package dev.rawline.cluster;

import dev.rawline.data.web.Address;
import dev.rawline.workbench.share.Cluster;
import dev.rawline.workbench.share.Submission;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
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

  /** Variables of the environment that every process of a command has. */
  private static final List<String> VARIABLES =
      List.of(
          "OMP_WAIT_POLICY",
          "MALLOC_MMAP_THRESHOLD_",
          "MALLOC_TRIM_THRESHOLD_",
          "MALLOC_ARENA_MAX",
          "RAWLINE_LAB",
          "RAWLINE_CACHE",
          "RAWLINE_TRACKING_URI");

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
  static SequencedMap<String, String> variables() {
    SequencedMap<String, String> variables = new LinkedHashMap<>();
    for (String name : VARIABLES) {
      String value = System.getenv(name);
      if (value != null && !new Address(value).isSecret()) {
        variables.put(name, value);
      }
    }
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
    conf.set("spark.plugins", ShareMessages.class.getName());
    Path own = ownClasses();
    if (Files.isRegularFile(own)) { // else the machines have them
      conf.set("spark.jars", own.toString());
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
