/**
 * Training pictures → the mean and deviation of each colour, by which pictures are standardized.
 */
package dev.rawline.data.statistics;
