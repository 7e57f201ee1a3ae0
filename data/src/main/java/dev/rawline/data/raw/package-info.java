/**
 * File → RawImage: raw files of every kind, decoded or rejected by one clear sentence.
 *
 * <p>{@link dev.rawline.data.raw.RawReader} recognises the kinds; each decoder is one file. The
 * entry point is {@link dev.rawline.data.raw.RawFiles}, which also reads sidecars.
 */
package dev.rawline.data.raw;
