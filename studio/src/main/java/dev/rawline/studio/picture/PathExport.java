package dev.rawline.studio.picture;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.workbench.text.ShellQuoting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A light path as files, as a command, and as lines of Python that render the same picture; of a
 * changed recording, the picture as it was recorded.
 *
 * @param files the texts of files by their names
 * @param command the command line
 * @param python the lines of Python
 * @param recording the changed recording as the key {@code vary} of a training plan; empty where
 *     nothing is changed
 */
record PathExport(Map<String, String> files, String command, String python, String recording) {

  /**
   * Exports a light path.
   *
   * @param word the camera as the client named it
   */
  static PathExport of(LightPath path, String word) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("isp.yaml", IspFiles.text(path.isp()));
    String camera = word;
    if (word.equals(PathRequest.DATA)) {
      camera = "camera.yaml";
      files.put(camera, DescriptionFiles.CAMERA.text(path.camera()));
    }
    String file = path.image().words();
    return new PathExport(
        files,
        ShellQuoting.of(
            "rawline",
            List.of(
                "process",
                file,
                "--camera",
                camera,
                "--isp",
                "isp.yaml",
                "--no-highlight-clip",
                "--out",
                "pictures")),
        """
        import rawline
        raw = rawline.read("%s")
        view = rawline.render(raw, view="isp.yaml", camera="%s")
        """
            .formatted(file.replace("\\", "\\\\").replace("\"", "\\\""), camera),
        Recording.NAMES.stream()
            .filter(path.recording().changes()::containsKey)
            .map(name -> "  %s: [%s, %2$s]\n".formatted(name, path.recording().changes().get(name)))
            .collect(Collectors.joining()));
  }
}
