/**
 * File → RawImage: raw files of every kind, decoded or refused by one clear sentence.
 *
 * <p>{@link dev.rawline.data.raw.RawReader} tells the kinds apart; each decoder is one file. Users
 * come in by {@link dev.rawline.data.raw.RawFiles}, which also looks for sidecars.
 */
package dev.rawline.data.raw;
