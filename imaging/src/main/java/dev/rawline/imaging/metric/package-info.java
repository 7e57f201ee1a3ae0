/**
 * View × View → number: the distance of a picture from a reference, and its gradient.
 *
 * <p>Every {@link dev.rawline.imaging.metric.ImageMetric} is a record of its parameters, and has a
 * pullback: the gradient of the value with respect to the picture. Definitions run in double
 * precision.
 */
package dev.rawline.imaging.metric;
