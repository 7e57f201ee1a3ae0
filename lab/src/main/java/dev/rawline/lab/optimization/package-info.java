/**
 * Plans of optimizations → models trained with and without their camera, cheaper acquisitions, and
 * the results of both.
 */
package dev.rawline.lab.optimization;
