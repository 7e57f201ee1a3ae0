/** YAML ↔ records: what a file may say stands once, in a record of its keys. */
package dev.rawline.data.yaml;
