/** File → RawImage: the door to raw files, which brings decoders and sidecars together. */
package dev.rawline.data;
