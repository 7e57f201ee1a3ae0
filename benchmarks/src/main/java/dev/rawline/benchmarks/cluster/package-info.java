/** Work of several processes: measured times → what many images cost on many machines. */
package dev.rawline.benchmarks.cluster;
