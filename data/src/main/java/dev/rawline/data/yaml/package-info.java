/** YAML ↔ records: what a file may hold is described once, in a record of its keys. */
package dev.rawline.data.yaml;
