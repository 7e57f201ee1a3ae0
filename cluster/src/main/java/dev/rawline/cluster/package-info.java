/** Shares of a command → the tasks of Apache Spark, each a process of its own. */
package dev.rawline.cluster;
