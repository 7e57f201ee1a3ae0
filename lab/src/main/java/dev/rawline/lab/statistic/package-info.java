/** Samples of numbers → estimates with intervals, comparisons, control schemes. */
package dev.rawline.lab.statistic;
