/**
 * View × View → number: how far a picture is from a reference, and which way it would come nearer.
 *
 * <p>Every {@link dev.rawline.imaging.metric.ImageMetric} is a record of its parameters, and has a
 * pullback: the number's gradient with respect to the picture. Definitions run in double precision.
 */
package dev.rawline.imaging.metric;
