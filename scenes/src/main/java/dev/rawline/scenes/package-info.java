/** Class label, seed → Scene: procedural charts, blood smears and aerial streets. */
package dev.rawline.scenes;
