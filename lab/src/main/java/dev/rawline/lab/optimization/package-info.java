/**
 * Plans of optimizations → models that learn with their camera and without, ways to acquire samples
 * for less, and what both come to.
 */
package dev.rawline.lab.optimization;
