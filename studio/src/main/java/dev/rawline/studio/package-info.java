/**
 * One local web page in which a person sees, changes and compares what the command line computes.
 */
package dev.rawline.studio;
