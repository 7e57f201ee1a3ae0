package dev.rawline.data.yaml;

import tools.jackson.databind.JsonNode;

/** Schema → the table of its keys, as in {@code docs/reference/formats.md}. */
public final class KeyTable {
  private final StringBuilder table =
      new StringBuilder("| key | value | default | meaning |\n| --- | --- | --- | --- |\n");

  private KeyTable() {}

  /** Returns the table of a kind of file; keys within a key follow it, a dot between them. */
  public static String of(FileKind kind) {
    KeyTable table = new KeyTable();
    table.add("", kind.schema());
    return table.table.toString();
  }

  private void add(String above, JsonNode holder) {
    holder
        .path("properties")
        .forEachEntry(
            (name, key) -> {
              if (key.has("description")) {
                table.append("| `").append(above).append(name).append("`");
                table.append(cells(key, holder, name));
              }
              add(above + name + ".", key.has("items") ? key.get("items") : key);
            });
  }

  /** Returns the cells of a key in a mapping, without its name. */
  public static String cells(JsonNode key, JsonNode holder, String name) {
    boolean required = name.isEmpty() && !key.has("default");
    for (JsonNode one : holder.path("required")) {
      required |= one.asString("").equals(name);
    }
    String otherwise = key.has("default") ? "`" + YamlText.flow(key.get("default")) + "`" : "";
    return " | %s | %s | %s |\n"
        .formatted(
            key.get("title").stringValue(null),
            required ? "required" : otherwise,
            key.get("description").stringValue(null));
  }
}
