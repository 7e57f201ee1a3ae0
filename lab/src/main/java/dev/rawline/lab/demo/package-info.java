/** Nothing at all → a labelled raw data set, models, and the report of what drift does to them. */
package dev.rawline.lab.demo;
