/**
 * A command → the shares of it that the processes of a cluster do, each in a program of its own.
 */
package dev.rawline.workbench.share;
