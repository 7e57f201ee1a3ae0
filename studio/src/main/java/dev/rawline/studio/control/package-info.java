/** The files of watches and checks of quality → what a page shows of them. */
package dev.rawline.studio.control;
