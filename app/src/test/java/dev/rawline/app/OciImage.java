package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OCI image, unpacked as a container's engine does it, whose digests all hold.
 *
 * @param configuration how it runs
 * @param layers its layers, the first one lowest
 * @param root its files
 */
record OciImage(JsonNode configuration, List<Path> layers, Path root) {
  /** Unpacks an image into a new folder. */
  static OciImage unpack(Path file, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("root"));
    Ended.works("tar", "-C", folder.toString(), "-xf", file.toString());
    JsonNode manifest = blob(folder, read(folder.resolve("index.json")).at("/manifests/0"));
    List<Path> layers = new ArrayList<>();
    for (JsonNode layer : manifest.get("layers")) {
      layers.add(verified(folder, layer.get("digest").asString()));
      Ended.works(
          "tar", "-C", folder.resolve("root").toString(), "-xpzf", layers.getLast().toString());
    }
    JsonNode older = read(folder.resolve("manifest.json")).get(0);
    assertThat(older.get("Layers").valueStream().map(JsonNode::asString).map(folder::resolve))
        .containsExactlyElementsOf(layers);
    assertThat(folder.resolve(older.get("Config").asString()))
        .isEqualTo(verified(folder, manifest.at("/config/digest").asString()));
    JsonNode configuration = blob(folder, manifest.get("config"));
    return new OciImage(configuration.get("config"), layers, folder.resolve("root"));
  }

  private static JsonNode read(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  private static JsonNode blob(Path folder, JsonNode described)
      throws IOException, InterruptedException {
    return read(verified(folder, described.get("digest").asString()));
  }

  private static Path verified(Path folder, String digest)
      throws IOException, InterruptedException {
    Path file = folder.resolve("blobs").resolve(digest.replace(':', '/'));
    assertThat("sha256:" + Ended.works("sha256sum", file.toString())).startsWith(digest + " ");
    return file;
  }

  /** Starts it as it is configured, but in a chroot, with words for its program. */
  Ended run(String... words) throws IOException, InterruptedException {
    return runAs(configuration.get("User").asString(), words);
  }

  /** Starts it as another user, whom it need not know. */
  Ended runAs(String user, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    configuration.get("Entrypoint").forEach(word -> command.add(word.asString()));
    command.addAll(List.of(words));
    return inside(user, command);
  }

  /** Runs a shell's command where its program would run. */
  Ended shell(String command) throws IOException, InterruptedException {
    return inside(configuration.get("User").asString(), List.of("/usr/bin/bash", "-c", command));
  }

  private Ended inside(String user, List<String> command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("unshare", "-m", "-p", "-f"));
    all.add("--mount-proc=" + root.resolve("proc"));
    String mounted = "mount --rbind /dev \"$0/dev\" && exec chroot --groups= \"$@\"";
    all.addAll(List.of("bash", "-c", mounted, root.toString()));
    all.addAll(List.of("--userspec=" + user, root.toString(), "/usr/bin/env", "-i"));
    all.add("--chdir=" + configuration.get("WorkingDir").asString());
    configuration.get("Env").forEach(variable -> all.add(variable.asString()));
    all.addAll(command);
    return Ended.run(Map.of(), all);
  }
}
