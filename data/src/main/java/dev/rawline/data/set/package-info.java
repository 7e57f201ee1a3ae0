/**
 * Samples → data set → split: what belongs together, what is known of it, and what may never be
 * parted.
 */
package dev.rawline.data.set;
