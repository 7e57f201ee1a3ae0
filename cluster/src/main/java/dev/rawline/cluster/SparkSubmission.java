package dev.rawline.cluster;

import dev.rawline.data.web.Address;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.share.Submission;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.launcher.SparkLauncher;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.util.Utils;

/**
 * A command → the words of Spark's own {@code spark-submit} that run it on a cluster, with its
 * driver: the command's own process.
 *
 * <p>Spark's classes come before Rawline's. Nothing that may be a secret is among the words.
 */
final class SparkSubmission {
  private static final String JAVA_OPTIONS = "spark.driver.extraJavaOptions";
  private static final String HEAP = "-Xmx";

  /** The limit of a heap where the user sets none; a container must know one. */
  private static final String USUAL_HEAP = "2g";

  /** Libtorch's memory is not in the heap. */
  private static final int NATIVE_TOO = 2;

  /** Where the image has Rawline, whose own silent logger is there too. */
  private static final String IMAGE = "/usr/lib/rawline";

  private static final String JARS_IN_IMAGE = IMAGE + "/cluster/jars";
  private static final String CLASSES_IN_IMAGE = IMAGE + "/lib/app/*:" + IMAGE + "/engine/*";
  private static final String LOGGER =
      "-Dslf4j.provider=org.apache.logging.slf4j.SLF4JServiceProvider";

  private static final Pattern SECRET = Pattern.compile("(?i)secret|password|token|access[._]?key");

  /** Settings that name where a secret is. */
  private static final Pattern PLACE_OF_SECRET =
      Pattern.compile("(?i).*(\\.secrets\\..*|\\.secretKeyRef\\..*|file|path|enabled)");

  private final String master;
  private final String java;
  private final List<String> options;
  private final String main;
  private final List<String> words;
  private final SequencedMap<String, String> settings = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** What the user sets: on the command line, or else in {@code spark-defaults.conf}. */
  private final SparkConf own = new SparkConf(false);

  private SparkSubmission(String master, List<String> command, Map<String, String> given) {
    this.master = master;
    int classes = command.indexOf("-cp");
    if (classes < 0) {
      throw new IllegalArgumentException(
          "this Rawline lacks the command java: submit by the package rawline-cluster, or from the"
              + " sources");
    }
    java = command.getFirst();
    options = command.subList(1, classes);
    main = command.get(classes + 2);
    words = command.subList(classes + 3, command.size());
    given.forEach(own::set);
    String _ = Utils.loadDefaultSparkProperties(own, null);
    String wrong =
        SparkProvider.isMaster(master)
            ? "--on is '%s', this machine alone: submit to spark://HOST:PORT, yarn or"
                + " k8s://ADDRESS, or run the plan's command with --on %1$s"
            : SparkProvider.EXPECTED;
    if (!SparkProvider.isMaster(master) || master.startsWith("local")) {
      problems.add(wrong.formatted(master));
    }
    for (Map.Entry<String, String> setting : given.entrySet()) {
      String key = setting.getKey();
      if (!key.startsWith("spark.")) {
        problems.add("--conf sets '%s': expected a key that begins with spark.".formatted(key));
      } else if ((SECRET.matcher(key).find() && !PLACE_OF_SECRET.matcher(key).matches())
          || new Address(setting.getValue()).isSecret()) {
        problems.add(
            "--conf sets %s, which others could read in the list of processes: set it in SPARK_CONF_DIR/spark-defaults.conf, or give the cluster's own secret (docs/how-to/cluster.md)"
                .formatted(key));
      }
    }
    options.stream()
        .filter(option -> new Address(option).isSecret())
        .map(
            option ->
                "Java's option %s has a secret: set it on the machines of the cluster, and not in RAWLINE_JAVA_OPTIONS"
                    .formatted(new Address(option)))
        .forEach(problems::add);
    settings.putAll(given);
  }

  /**
   * Returns the process that submits a command.
   *
   * @throws IllegalArgumentException if that is impossible; the message lists all that is wrong
   * @see dev.rawline.workbench.share.Cluster.Provider#submission
   */
  static Submission of(
      String master, List<String> command, Map<String, String> given, List<Path> places) {
    SparkSubmission all = new SparkSubmission(master, command, given);
    return all.with(SparkProvider.variables(), places);
  }

  private Submission with(Map<String, String> variables, List<Path> places) {
    boolean inImage = master.startsWith("k8s://");
    String spark = inImage ? JARS_IN_IMAGE + "/*" : classPath(/* ofSpark= */ true);
    String classes = inImage ? CLASSES_IN_IMAGE : classPath(/* ofSpark= */ false);
    set("spark.app.name", "rawline");
    set("spark.driver.memory", heap());
    set("spark.driver.extraClassPath", spark + ":" + classes);
    setJavaOptions(classes, inImage);
    variables.forEach((name, value) -> set("spark.executorEnv." + name, value));
    if (inImage) {
      setForKubernetes(variables, places);
    } else if (master.equals("yarn")) {
      setForYarn(variables, spark);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n  - ", problems));
    }
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of("-cp", classPath(true), "org.apache.spark.deploy.SparkSubmit"));
    command.addAll(List.of("--master", master, "--deploy-mode", "cluster", "--class", main));
    settings.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
    // It asks for the jar of the class, which the class path has anyway: the smallest of Spark.
    Path jar = SparkProvider.classes(SparkLauncher.class);
    command.add(
        inImage
            ? "local://%s/%s".formatted(JARS_IN_IMAGE, jar.getFileName())
            : jar.toUri().toString());
    command.addAll(words);
    return new Submission(variables, command);
  }

  /** Sets what the user does not. */
  private void set(String key, String value) {
    if (!own.contains(key)) {
      settings.put(key, value);
    }
  }

  /** The driver's: the launcher's, and the folder; the user's come last. */
  private void setJavaOptions(String classes, boolean inImage) {
    Stream<String> more =
        Stream.of(
            "-Duser.dir=" + Path.of("").toAbsolutePath(),
            "-Drawline.classpath=" + classes,
            inImage ? LOGGER : "");
    settings.put(
        JAVA_OPTIONS,
        Stream.of(
                Stream.concat(options.stream().filter(option -> !option.startsWith(HEAP)), more)
                    .map(option -> option.matches("\\S*") ? option : '"' + option + '"'),
                Stream.of(own.get(JAVA_OPTIONS, "")))
            .flatMap(some -> some)
            .filter(option -> !option.isEmpty())
            .collect(Collectors.joining(" ")));
  }

  private String heap() {
    return options.stream()
        .filter(option -> option.startsWith(HEAP))
        .reduce((_, last) -> last)
        .map(option -> option.substring(HEAP.length()).replaceFirst("(?<=\\d)$", "b"))
        .orElse(USUAL_HEAP);
  }

  /** A container ends what needs more than it was made for: a share a processor, next to Spark. */
  private void setContainer() {
    long shares = own.getInt("spark.executor.cores", 1);
    long heap = JavaUtils.byteStringAsMb(own.get("spark.driver.memory", heap()));
    set("spark.executor.memory", "1g");
    set("spark.executor.memoryOverhead", shares * NATIVE_TOO * heap + "m");
    set("spark.driver.memoryOverhead", heap + "m");
  }

  private void setForYarn(Map<String, String> variables, String spark) {
    setContainer();
    set(
        "spark.yarn.jars",
        Arrays.stream(spark.split(":", -1))
            .map(entry -> "local:" + entry)
            .collect(Collectors.joining(",")));
    set("spark.yarn.submit.waitAppCompletion", "false");
    String home = System.getProperty("java.home");
    set("spark.executorEnv.JAVA_HOME", home);
    set("spark.yarn.appMasterEnv.JAVA_HOME", home);
    variables.forEach((name, value) -> set("spark.yarn.appMasterEnv." + name, value));
  }

  private void setForKubernetes(Map<String, String> variables, List<Path> places) {
    setContainer();
    set("spark.kubernetes.container.image", "rawline-cluster:" + Version.CURRENT);
    set("spark.kubernetes.submission.waitAppCompletion", "false");
    variables.forEach((name, value) -> set("spark.kubernetes.driverEnv." + name, value));
    for (String role : List.of("driver", "executor")) {
      if (own.contains("spark.kubernetes.%s.podTemplateFile".formatted(role))) {
        continue; // which may mount anything
      }
      List<Path> mounted =
          Arrays.stream(own.getAllWithPrefix("spark.kubernetes.%s.volumes.".formatted(role)))
              .filter(volume -> volume._1().endsWith(".mount.path"))
              .map(volume -> Path.of(volume._2()))
              .toList();
      List<Path> unseen =
          Stream.concat(Stream.of(Path.of("").toAbsolutePath()), places.stream())
              .filter(place -> mounted.stream().noneMatch(place::startsWith))
              .toList();
      if (!unseen.isEmpty()) {
        problems.add(
            "no volume of the %s holds %s: mount one at the same path, --conf spark.kubernetes.%1$s.volumes.persistentVolumeClaim.NAME.mount.path=%s and ….NAME.options.claimName=CLAIM"
                .formatted(
                    role,
                    unseen.stream().map(Path::toString).collect(Collectors.joining(", ")),
                    unseen.getFirst()));
      }
    }
  }

  /**
   * Returns a part of the class path of this process: Spark's with this module, which comes first,
   * or Rawline's.
   */
  private static String classPath(boolean ofSpark) {
    List<String> entries =
        List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    Path spark = SparkProvider.classes(SparkConf.class).getParent();
    List<String> some =
        entries.stream().filter(entry -> isOfSpark(Path.of(entry), spark) == ofSpark).toList();
    boolean all = ofSpark && some.stream().allMatch(entry -> Path.of(entry).startsWith(spark));
    return all ? spark + "/*" : String.join(":", some);
  }

  private static boolean isOfSpark(Path entry, Path spark) {
    return entry.toAbsolutePath().startsWith(spark)
        || entry.toAbsolutePath().equals(SparkProvider.ownClasses());
  }
}
