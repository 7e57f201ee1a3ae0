/** Results → the lab book: what was run, with what, and what it measured. */
package dev.rawline.workbench.book;
