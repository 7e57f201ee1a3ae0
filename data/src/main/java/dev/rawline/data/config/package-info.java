/** YAML ↔ records: the files that describe cameras, pipelines and raw files, each with a schema. */
package dev.rawline.data.config;
