/** Seed → Scene: procedural charts, blood smears and aerial streets. */
package dev.rawline.scenes;
