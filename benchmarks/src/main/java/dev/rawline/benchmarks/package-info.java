/** Code → seconds: how fast each step is, measured and kept. */
package dev.rawline.benchmarks;
