/** The lab book → what a person compares: runs, curves, matrices, tolerances, files and queries. */
package dev.rawline.studio.lab;
