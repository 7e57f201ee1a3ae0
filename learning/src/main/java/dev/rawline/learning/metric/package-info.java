/** Predictions × truth → numbers for people, each with its confidence interval. */
package dev.rawline.learning.metric;
