import module java.base;

/**
 * Takes libraries for other systems out of jars: java Natives.java KEPT JAR ….
 *
 * <p>KEPT are the folders of those that stay, with | between them.
 */
void main(String[] words) throws IOException {
  Pattern library = Pattern.compile(".*\\.(dll|dylib|jnilib|so|dylib\\.dSYM(/.*)?)");
  Pattern kept = Pattern.compile(".*/(" + words[0] + ")/.*");
  for (String jar : List.of(words).subList(1, words.length)) {
    try (FileSystem inside = FileSystems.newFileSystem(Path.of(jar));
        Stream<Path> all = Files.walk(inside.getPath("/"))) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) { // folders behind their files
        String name = file.toString();
        if (library.matcher(name).matches() && !kept.matcher(name).matches()) {
          Files.delete(file);
        }
      }
    }
  }
}
