/** Bytes ↔ file: what every reader and writer shares. */
package dev.rawline.data.file;
