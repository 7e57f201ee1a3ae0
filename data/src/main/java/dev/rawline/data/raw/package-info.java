/**
 * File → RawImage: raw files of every kind, decoded or rejected by one clear sentence.
 *
 * <p>{@link dev.rawline.data.raw.RawReader} recognises the kinds; each decoder is one file. Users
 * come in by {@link dev.rawline.data.raw.RawFiles}, which also looks for sidecars.
 */
package dev.rawline.data.raw;
