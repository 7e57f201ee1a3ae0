/** Flows of scenes against their PyTorch peer. */
package dev.rawline.benchmarks.flow;
