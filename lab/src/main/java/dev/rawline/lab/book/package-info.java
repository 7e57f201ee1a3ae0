/** Findings → the lab book: what was run, with what, and what came of it. */
package dev.rawline.lab.book;
