/**
 * Run seed, sample, stage → random numbers: the same bits on one thread, many threads and many
 * machines.
 */
package dev.rawline.imaging.random;
