/**
 * Data set → splits: who learns from what, and who is tested on what, without a photo or slide on
 * two sides.
 */
package dev.rawline.data.split;
