/**
 * Commands of {@code lab} → {@code workbench.book} and {@code workbench.tracking}: the lab book.
 */
package dev.rawline.app.lab;
