/**
 * A folder into which files arrive → each judged once, in a journal that outlives whatever ends the
 * program.
 */
package dev.rawline.lab.quality.watch;
