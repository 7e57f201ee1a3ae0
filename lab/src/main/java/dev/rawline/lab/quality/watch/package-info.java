/**
 * A folder into which files arrive → each checked once, in a journal that survives any end of the
 * program.
 */
package dev.rawline.lab.quality.watch;
