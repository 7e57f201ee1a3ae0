/** Raw data set → a generative model of its scenes → synthetic raw data sets, and their audit. */
package dev.rawline.lab.generate;
