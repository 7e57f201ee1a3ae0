/**
 * Plans → steps, each done once: a graph of work whose results are kept by what they were made of.
 */
package dev.rawline.lab.step;
