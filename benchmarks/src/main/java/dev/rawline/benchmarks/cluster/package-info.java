/** Commands on a cluster: measured times → what many images cost on many machines. */
package dev.rawline.benchmarks.cluster;
