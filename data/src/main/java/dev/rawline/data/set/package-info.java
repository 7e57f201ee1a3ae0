/**
 * Samples → data set → split: samples with their labels, and the groups that must stay together.
 */
package dev.rawline.data.set;
