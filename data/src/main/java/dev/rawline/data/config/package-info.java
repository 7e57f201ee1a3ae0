/** YAML ↔ records: the files that describe cameras, chains, their numbers θ and raw files. */
package dev.rawline.data.config;
