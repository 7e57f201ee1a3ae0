/** A raw image and a light path → what a pane shows, its numbers, and its commands. */
package dev.rawline.studio.picture;
