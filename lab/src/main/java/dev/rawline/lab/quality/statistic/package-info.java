/**
 * Samples of numbers → whether they came from one distribution, and charts that tell when they
 * cease to.
 */
package dev.rawline.lab.quality.statistic;
