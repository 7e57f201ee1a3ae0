package dev.rawline.cluster;

import dev.rawline.workbench.share.Cluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Connects to Apache Spark, whose {@code SPARK_CONF_DIR/spark-defaults.conf} and {@code
 * spark-submit --conf} are heeded.
 */
public final class SparkProvider implements Cluster.Provider {
  private static final Pattern MASTER =
      Pattern.compile(
          "(spark://.+|yarn|k8s://.+|local(\\[(\\*|\\d+)(,\\d+)?])?|local-cluster\\[.+])");

  @Override
  public Cluster connect(
      String master, List<String> command, Supplier<Map<String, String>> variables)
      throws IOException {
    if (!MASTER.matcher(master).matches()) {
      throw new IllegalArgumentException(
          "--on is '%s': expected spark://HOST:PORT, yarn, k8s://ADDRESS or local[N]"
              .formatted(master));
    }
    SparkConf conf = new SparkConf();
    conf.setMaster(master);
    conf.setIfMissing("spark.app.name", "rawline");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.speculation", "true");
    conf.setIfMissing("spark.task.maxFailures", "4");
    conf.setIfMissing("spark.executor.heartbeatInterval", "5s");
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
  private static Path ownClasses() {
    return Path.of(
        URI.create(
            SparkProvider.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
