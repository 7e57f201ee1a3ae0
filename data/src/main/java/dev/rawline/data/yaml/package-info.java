/** YAML ↔ records: the content of a file is described once, in a record of its keys. */
package dev.rawline.data.yaml;
