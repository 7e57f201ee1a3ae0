/** Names of folders and paths below them → files that a browser may open. */
package dev.rawline.studio.files;
