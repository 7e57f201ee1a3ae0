import com.google.cloud.tools.jib.api.*;
import com.google.cloud.tools.jib.api.buildplan.*;
import module java.base;

/**
 * Makes an OCI image by Jib: java Image.java BASE TREE NAME:VERSION COMMIT CACHE FILE.
 *
 * <p>BASE is the image of Debian, as docker save writes one; TREE what our packages install on it.
 */
void main(String[] words) throws Exception {
  Path tree = Path.of(words[1]);
  Instant time = Instant.ofEpochSecond(Long.parseLong(System.getenv("SOURCE_DATE_EPOCH")));
  Path cache = Path.of(words[4]);
  String version = words[2].replaceFirst(".*:", "");
  Jib.from(TarImage.at(Path.of(words[0])))
      .setFileEntriesLayers(layers(tree, time))
      .setFormat(ImageFormat.OCI)
      .setCreationTime(time)
      .setUser("1000:1000")
      .setEntrypoint("/usr/bin/rawline")
      .addEnvironmentVariable("PATH", "/usr/bin")
      .addEnvironmentVariable("LC_ALL", "C.UTF-8")
      .addEnvironmentVariable("HOME", "/home/rawline") // of any user: docker run --user
      .addEnvironmentVariable("RAWLINE_LAB", "/labbook")
      .setWorkingDirectory(AbsoluteUnixPath.get("/data"))
      .setVolumes(AbsoluteUnixPath.get("/data"), AbsoluteUnixPath.get("/labbook"))
      .addLabel("org.opencontainers.image.title", "Rawline")
      .addLabel("org.opencontainers.image.description", "Raw sensor data with an explicit, differentiable camera model")
      .addLabel("org.opencontainers.image.licenses", "MIT")
      .addLabel("org.opencontainers.image.version", version)
      .addLabel("org.opencontainers.image.revision", words[3])
      .addLabel("org.opencontainers.image.created", time.toString())
      .containerize(
          Containerizer.to(TarImage.at(Path.of(words[5])).named(words[2]))
              .setOfflineMode(true)
              .setToolName("Rawline")
              .setToolVersion(version)
              .setBaseImageLayersCache(cache)
              .setApplicationLayersCache(cache));
  System.exit(0); // Jib's threads wait for a minute
}

/** What changes least is first, so that a new version brings few bytes. */
List<FileEntriesLayer> layers(Path tree, Instant time) throws IOException {
  Map<String, Predicate<String>> parts = new LinkedHashMap<>();
  parts.put("runtime", name -> name.startsWith("/usr/lib/rawline/lib/runtime/"));
  parts.put("engine", name -> name.startsWith("/usr/lib/rawline/engine/"));
  parts.put("cluster", name -> name.matches("/usr/lib/rawline/cluster/jars/(?!rawline-).*"));
  parts.put("libraries", name -> name.matches("/usr/lib/rawline/lib/app/(?!rawline-).*|.*/licences/.*"));
  parts.put("rawline", _ -> true);
  List<Path> left;
  try (Stream<Path> all = Files.walk(tree)) {
    left = new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
  }
  List<FileEntriesLayer> layers = new ArrayList<>();
  for (Map.Entry<String, Predicate<String>> part : parts.entrySet()) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(part.getKey());
    for (Iterator<Path> files = left.iterator(); files.hasNext(); ) {
      Path file = files.next();
      String name = "/" + tree.relativize(file);
      if (part.getValue().test(name)) {
        FilePermissions mode = FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644");
        layer.addEntry(file, AbsoluteUnixPath.get(name), mode, time);
        files.remove();
      }
    }
    layers.add(layer.build());
  }
  return layers;
}
