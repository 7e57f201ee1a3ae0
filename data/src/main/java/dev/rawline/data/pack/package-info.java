/**
 * Data set ↔ shards: many samples in few files that are mapped into memory;
 * docs/reference/packed.md describes them.
 */
package dev.rawline.data.pack;
