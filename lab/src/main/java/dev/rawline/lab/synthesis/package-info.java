/**
 * Plans of drift experiments → models trained under conditions, how they do under others and under
 * corruptions, and what drift does to them.
 */
package dev.rawline.lab.synthesis;
