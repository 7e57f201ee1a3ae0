/**
 * A metric as a function of a camera's numbers → between which bounds it holds: intervals, maps,
 * boxes, and their specification.
 */
package dev.rawline.lab.tolerance;
