/**
 * A metric as a function of a camera's numbers → between which bounds it holds: intervals, maps,
 * boxes, and the specification that says so.
 */
package dev.rawline.lab.tolerance;
