/** Words → calls: the terminal, a thin face over {@code lab}. */
package dev.rawline.app;
