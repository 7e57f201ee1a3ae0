/** Raw files → views, as images, sheets and data sets; views → corrupted views. */
package dev.rawline.lab.views;
